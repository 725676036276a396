import { expect, it } from 'vitest';
import { missed } from '../../bench/limits.js';
import type { Figures } from '../../bench/results.js';
import type { RowId } from '../../bench/rows.js';

it('says of each bar that is missed what limits it, as far as that was measured', () => {
  const results = new Map<RowId, Figures>([
    ['throughput.plain', { wtmux: 10, tmux: 20 }],
    ['echo.median', { wtmux: 2, relay: 1.5 }],
    ['echo.p99', { wtmux: 3, relay: 2 }],
    ['idle.8', { wtmux: 0.4 }],
    ['memory.plain', { wtmux: 7, emulator: 23 }],
    ['start.warm', { wtmux: 300 }],
    ['start.node', { wtmux: 80 }],
  ]);
  expect(missed(results).map(({ what, bar, limit }) => [what, bar, limit])).toEqual([
    ['32 MB of output: plain lines', '≥ 1.2x', undefined],
    ['key echo, quiet: median', '≤ 1 ms', 1.5],
    ['CPU of host, engine, console: 8 idle sessions', '≤ 0.3 %', undefined],
    ['10,000 lines of scrollback: plain', '≤ 6 MB', 23],
    ['first paint, host running', '≤ 200 ms', 80],
  ]);
});
