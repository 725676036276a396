import { expect, it } from 'vitest';
import type { WorkstreamStatus } from '../../src/domain/status.js';
import { workInWords } from '../../src/domain/work-in-words.js';
import { aWorkstream } from '../helpers/console-state.js';

it.each<[string, Partial<WorkstreamStatus>, string]>([
  ['commits and files', { ahead: 2, uncommitted: 1 }, '2 commits, 1 file uncommitted'],
  ['for how long it is quiet', { ahead: 1, lastSign: 0 }, '1 commit, quiet for 5m'],
  [
    'not the silence of what is done',
    { state: 'done', ahead: 1, lastSign: 0 },
    '1 commit',
  ],
  ['nothing of one that has not begun', { state: 'planned', ahead: 0 }, ''],
])('says of a workstream %s', (_what, change, words) => {
  expect(workInWords(aWorkstream('A', change), 300_000)).toBe(words);
});
