import { describe, expect, it } from 'vitest';
import {
  isProse,
  MAX_PROGRESS_CHARACTERS,
  readProgress,
} from '../../src/formats/progress-file.js';

describe('percent', () => {
  it.each([
    ['a bar with its number', '[Agent 1] ████░░ 80% - Writing solution', 80],
    ['the last of several', 'Progress: 20%\nProgress: 45 %', 45],
    ['a bar of blocks', '████░░░░', 50],
    ['a bar in brackets', '[####--]', 67],
    ['boxes that are checked', '- [x] one\n- [X] two\n- [ ] three', 67],
    ['a status in words', '**Status:** ✅ Complete', 100],
    ['a bare number', '# TD1\n\n35%', 35],
    ['not the coverage', 'Progress: 40%\nOverall coverage: 92%', 40],
    ['not a percent in a task', '- [ ] raise it to 85%\n- [x] two', 50],
    ['at most 100', 'Progress: 140%', 100],
    ['nothing said', '# Notes\n\nstarted', undefined],
    ['an empty file', '', undefined],
  ])('%s', (_form, text, percent) => {
    expect(readProgress(text).percent).toBe(percent);
  });
});

it('tells the last line that says something, and the blockers apart from it', () => {
  const text = `# TD1 error handling

Status: working
- [x] retry policy
- [ ] **wire it** into \`api_client\`

---

## Blockers
- needs TD2's config
- \u001b[2Jno key

## Notes
`;
  expect(readProgress(text)).toEqual({
    percent: 50,
    lastLine: 'Notes',
    blockers: ["needs TD2's config", '\ufffd[2Jno key'],
  });
});

it.each([
  ['Blockers: none', []],
  ['Blockers: None.\n- a task', []],
  ['**Blockers:** no network', ['no network']],
  ['## Blockers\n\nN/A', []],
])('reads the blockers of %j', (text, blockers) => {
  expect(readProgress(text).blockers).toEqual(blockers);
});

it('tells lessons and decisions that are listed under such a title', () => {
  const text = `Progress: 90%

## Lessons learned

- retry **only** idempotent calls
- None

### Decisions:
1. Zod for parsing
* \u001b[2Jno cache
Now: tests
- not one of them

Lessons
`;
  expect(readProgress(text)).toEqual({
    percent: 90,
    lastLine: 'Lessons',
    blockers: [],
    lessons: ['retry only idempotent calls'],
    decisions: ['Zod for parsing', '\ufffd[2Jno cache'],
  });
});

it.each([
  ['a line without end', 'Progress 1% '.repeat(100_000)],
  ['binary junk', '\0\u001b]0;x\u0007\ufffd'.repeat(50_000)],
  ['a million short lines', '- [x] \n'.repeat(1_000_000)],
])('reads no more of %s than its beginning', (_what, text) => {
  const beginning = readProgress(text.slice(0, MAX_PROGRESS_CHARACTERS));
  expect(readProgress(`${text}\nProgress: 77%\nthe end`)).toEqual(beginning);
  expect(beginning.lastLine.length).toBeLessThanOrEqual(200);
});

it('reads no more of a line than its beginning', () => {
  expect(readProgress(`${'x '.repeat(200)}progress: 77%`).percent).toBeUndefined();
});

it.each([
  ['Status: done ✅', true],
  ['Pr\u{fffd}fung: 30%, fast fertig', true],
  ['', true],
  ['\u007fELF\0\0', false],
  ['\u{fffd}PNG\r\n\u{fffd}', false],
])('%j was written to be read: %s', (text, prose) => {
  expect(isProse(text)).toBe(prose);
});
