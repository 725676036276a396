import { expect, it } from 'vitest';
import { bare, blocksOf } from '../../../src/formats/import/markdown.js';

it.each([
  ['│  ├─ WS-2: Table context', 'WS-2: Table context'],
  ['+--- **Phase 1** ---+', 'Phase 1'],
  ['Wave 3: WS1 + TD3 ✅', 'Wave 3: WS1 + TD3'],
])('of a drawing %s the words are left', (line, words) => {
  expect(bare(line)).toBe(words);
});

it.each([
  ['## Gates ##  ', { type: 'heading', level: 2, text: 'Gates' }],
  ['# C# and F#', { type: 'heading', level: 1, text: 'C# and F#' }],
  ['**Priority** : high', { type: 'field', name: 'Priority', value: 'high' }],
  ['**Agent: ** x', { type: 'field', name: 'Agent', value: 'x' }],
])('%j is a block without its signs', (line, block) => {
  expect(blocksOf(line)).toEqual([{ line: 1, ...block }]);
});
