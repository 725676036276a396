import { expect, it } from 'vitest';
import { bare } from '../../../src/formats/import/markdown.js';

it.each([
  ['│  ├─ WS-2: Table context', 'WS-2: Table context'],
  ['+--- **Phase 1** ---+', 'Phase 1'],
  ['Wave 3: WS1 + TD3 ✅', 'Wave 3: WS1 + TD3'],
])('of a drawing %s the words are left', (line, words) => {
  expect(bare(line)).toBe(words);
});
