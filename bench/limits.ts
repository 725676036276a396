/**
 * What bounds a row from below, whatever wtmux does: programs that do nothing of its work,
 * measured in the same run. The document shows it beside every bar that is missed.
 */
import { barText, isMet, type Figures, type Results } from './results.js';
import { rows, type RowId } from './rows.js';

/** The limit of a row: whose figure in which row, and what that is. */
type Limit = {
  readonly subject: keyof Figures;
  /** By default the row's own. */
  readonly row?: RowId;
  readonly what: string;
};

const RELAY: Limit = {
  subject: 'relay',
  what: 'an empty relay of two processes of Node (`bench/relay.ts`)',
};

const BESIDE_FLOODS: Limit = {
  subject: 'relay',
  what: 'an empty relay, whose floods are read and thrown away (`bench/relay.ts`)',
};

const EMPTY_PROCESSES: Limit = {
  subject: 'relay',
  what: 'three processes of Node with a connection, which do nothing (`bench/measures/idle.ts`)',
};

const EMULATOR: Limit = {
  subject: 'emulator',
  what: 'no floor: the emulator that wtmux is built on, with all lines in it (`bench/emulator.ts`)',
};

const limits: Readonly<Partial<Record<RowId, Limit>>> = {
  'echo.median': RELAY,
  'echo.p99': RELAY,
  'flood.median': BESIDE_FLOODS,
  'flood.p99': BESIDE_FLOODS,
  'stall.longest': BESIDE_FLOODS,
  'idle.8': EMPTY_PROCESSES,
  'idle.64': EMPTY_PROCESSES,
  'memory.plain': EMULATOR,
  'memory.dense': EMULATOR,
  'start.warm': {
    subject: 'wtmux',
    row: 'start.node',
    what: 'an empty program of Node (`bench/measures/start.ts`)',
  },
  'start.cold': RELAY,
};

export type Missed = {
  readonly what: string;
  readonly unit: string;
  readonly figure: number;
  readonly bar: string;
  /** Undefined when it was not measured. */
  readonly limit: number | undefined;
  readonly limitIs: string;
};

/** The rows whose bar is missed, each with its limit. */
export function missed(results: Results): readonly Missed[] {
  return rows.flatMap((row) => {
    const figures = results.get(row.id);
    if (!figures || isMet(row.bar, figures) !== false) return [];
    const limit = limits[row.id];
    return [
      {
        what: row.what,
        unit: row.unit,
        figure: figures.wtmux,
        bar: barText(row),
        limit: limit && results.get(limit.row ?? row.id)?.[limit.subject],
        limitIs: limit?.what ?? 'none is known',
      },
    ];
  });
}
