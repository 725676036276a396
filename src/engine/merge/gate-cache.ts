/**
 * What a wave's journal knows of gates that ran. A result counts for the same tree, the
 * same gate and the same set-up, and only within the wave: another never gets to see it.
 */
import { createHash } from 'node:crypto';
import type { GateReport } from '../../domain/merge.js';
import type { Gate, Scratch } from '../../domain/plan.js';
import type { WaveEntry } from './wave-journal.js';

/** Names exactly this gate: what it runs, how it is measured and where. */
export function fingerprint(gate: Gate, scratch: Scratch): string {
  const what = JSON.stringify([gate, scratch]);
  return createHash('sha256').update(what).digest('hex').slice(0, 16);
}

/** What came of a gate on a tree, the latest; undefined when it did not run to its end. */
export function knownReport(
  entries: readonly WaveEntry[],
  tree: string,
  gate: string,
): GateReport | undefined {
  const found = entries.findLast(
    (entry) => entry.type === 'gate' && entry.tree === tree && entry.gate === gate,
  );
  return found?.type === 'gate' ? found.report : undefined;
}
