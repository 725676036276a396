/** Waves beside git itself: one merged, and conflicts foreseen between all pairs of branches. */
import type { Measurement } from '../measurement.js';
import { foreseeing, merging } from '../waves.js';

/** Changed by every branch whose conflicts are foreseen. */
const FILES = 20;

export const waves = {
  rows: ['merge.seven', 'merge.pairs.20', 'merge.pairs.100'],
  async measure({ rounds, wants, found }) {
    if (wants('merge.seven'))
      for (const { gitMs, wtmuxMs } of await merging(rounds))
        found('merge.seven', 'wtmux', wtmuxMs / gitMs);
    for (const branches of [20, 100] as const) {
      const row = `merge.pairs.${branches}` as const;
      for (let round = 0; wants(row) && round < rounds; round += 1)
        found(row, 'wtmux', (await foreseeing(branches, FILES)).allMs);
    }
  },
} as const satisfies Measurement;
