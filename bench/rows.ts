/**
 * The rows of the table: what is measured, in which unit, and the bar that it has to reach.
 * A row that has a figure of tmux is judged and compared by the ratio to it where that says
 * more than the raw figure, which depends on the machine.
 */
export type Bar =
  | { readonly type: 'atLeastTimesTmux'; readonly times: number }
  | { readonly type: 'atMostTimesTmux'; readonly times: number }
  | { readonly type: 'atMost'; readonly value: number }
  /** To be known, and held against the baseline. */
  | { readonly type: 'none' };

type RowShape = {
  readonly id: string;
  readonly what: string;
  readonly unit: string;
  readonly bar: Bar;
  /** By how much of itself it may be worse than the baseline: what chance alone makes of it. */
  readonly tolerance: number;
};

export const rows = [
  throughput('plain', 'plain lines', 1.2),
  throughput('dense', '256 colours', 2),
  throughput('wide', 'wide, emoji', 2.5),
  throughput('agent', 'agent redraws', 3),
  written('plain', 'plain lines'),
  written('dense', '256 colours'),
  written('wide', 'wide, emoji'),
  written('agent', 'agent redraws'),
  atMost('echo.median', 'key echo, quiet: median', ['ms', 1, 0.25]),
  atMost('echo.p99', 'key echo, quiet: p99', ['ms', 4, 1]),
  atMost('flood.median', 'key echo, three panes run `yes`: median', ['ms', 3, 0.3]),
  atMost('flood.p99', 'key echo, three panes run `yes`: p99', ['ms', 10, 1]),
  atMost('stall.longest', 'longest echo beside a hostile program', ['ms', 50, 0.5]),
  atMost('idle.8', 'CPU of host, engine, console: 8 idle sessions', ['%', 0.3, 0.5]),
  atMost('idle.64', 'CPU of host, engine, console: 64 idle sessions', ['%', 1, 0.5]),
  atMost('memory.plain', '10,000 lines of scrollback: plain', ['MB', 6, 0.15]),
  atMost('memory.dense', '10,000 lines of scrollback: colours', ['MB', 6, 0.15]),
  atMost('memory.host', 'host without sessions', ['MB', 60, 0.1]),
  atMost('memory.engine', 'engine', ['MB', 110, 0.1]),
  atMost('memory.console', 'console', ['MB', 110, 0.1]),
  atMost('start.warm', 'first paint, host running', ['ms', 200, 0.25]),
  {
    id: 'start.node',
    what: 'of it, an empty program of Node',
    unit: 'ms',
    bar: { type: 'none' },
    tolerance: 0.5,
  },
  {
    id: 'picture.warm',
    what: 'and the whole picture',
    unit: 'ms',
    bar: { type: 'none' },
    tolerance: 0.25,
  },
  atMost('start.cold', 'first paint, nothing running', ['ms', 500, 0.25]),
  atMost('scheduler.run', 'scheduler: 10,000 workstreams to their end', [
    'ms',
    1000,
    0.3,
  ]),
  atMost('scheduler.memory', 'scheduler: memory for them', ['MB', 200, 0.1]),
  atMost('scheduler.growth', 'scheduler: 10,000 in a plan, or 100 in each of 100', [
    'x',
    3,
    0.3,
  ]),
  atMost('plan.check', 'check of a plan of 500 workstreams', ['ms', 200, 0.3]),
  atMost('merge.seven', 'wave of 7 into 20,000 files, beside bare git', ['x', 1.3, 0.2]),
  atMost('merge.pairs.20', 'conflicts between 20 branches: 190 pairs', ['ms', 1000, 0.3]),
  atMost('merge.pairs.100', 'conflicts between 100 branches: 4,950 pairs', [
    'ms',
    15_000,
    0.3,
  ]),
  atMost('chrome.update', 'signal file to painted sidebar', ['ms', 120, 0.25]),
] as const satisfies readonly RowShape[];

export type Row = (typeof rows)[number];
export type RowId = Row['id'];

function throughput<Name extends string>(name: Name, what: string, times: number) {
  return {
    id: `throughput.${name}`,
    what: `32 MB of output: ${what}`,
    unit: 'MB/s',
    bar: { type: 'atLeastTimesTmux', times },
    tolerance: 0.15,
  } as const;
}

function written<Name extends string>(name: Name, what: string) {
  return {
    id: `written.${name}`,
    what: `sent to the outer terminal: ${what}`,
    unit: 'MB',
    bar: { type: 'atMostTimesTmux', times: 0.2 },
    tolerance: 0.5,
  } as const;
}

function atMost<Id extends string>(
  id: Id,
  what: string,
  [unit, value, tolerance]: readonly [unit: string, value: number, tolerance: number],
) {
  return { id, what, unit, bar: { type: 'atMost', value }, tolerance } as const;
}
