/** Reads how work is merged from sentences: `Merge A1 and A2 into integration/search`. */
import type { WaveText } from '../plan-schema.js';
import type { Draft } from './draft.js';
import { plain, type Block } from './markdown.js';
import type { Names } from './names.js';

const MERGE = /^merge\s+(.+)\s+(?:into|onto|to)\s+([\w./-]+?)\.?$/i;

/** Each sentence is a wave; one that merges a branch of waves has the last of them. */
export function readMerges(draft: Draft, names: Names, blocks: readonly Block[]): void {
  for (const block of blocks) {
    if (block.type !== 'item' && block.type !== 'text') continue;
    const [, what = '', target = ''] = MERGE.exec(plain(block.text)) ?? [];
    const ids = names.named(what).filter((id) => !isMerged(draft, id));
    const before = draft.waves.findLast((wave) => isNamed(wave, what));
    const members = [...(before ? [before.id] : []), ...ids];
    if (target === '' || members.length === 0) continue;
    const wave = draft.wave(`wave${draft.waves.length + 1}`, block.line);
    wave.target = target;
    wave.members.push(...members);
    draft.read(block.line);
  }
}

function isMerged({ waves }: Draft, id: string): boolean {
  return waves.some(({ members }) => members.includes(id));
}

function isNamed({ target = '' }: WaveText, text: string): boolean {
  return target !== '' && text.split(/[\s,;]+/).includes(target);
}
