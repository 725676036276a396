/** A workstream that a document cuts into parts leaves nothing behind that it said of all. */
import { expect, it } from 'vitest';
import { importPlan } from '../../../src/formats/import/import-plan.js';

const document = `# WORKFLOW: Garden
## Phase 1: Ground
### WS-1: Soil
**Complexity:** 1 day
## Phase 2: Care
### WS-3: Looking after it
**Depends on:** WS-1
**Complexity:** 4 days
Mind the bees.
**Files owned:**
- \`care/all.md\`
**Must not touch:**
- \`beds/**\`
**Validation:**
- \`npm test\`
### Sub-Track 3A: Weeds
Pull them out.
### Sub-Track 3B: Fruit (Phase 2, after WS-3A)
Pick it.
### WS-4: Harvest
**Depends on:** WS-3
`;

const read = importPlan(document, { file: 'x.md', base: 'main' });

it.each([
  ['WS-3A', ['WS-1'], 'Mind the bees.\nPull them out.'],
  ['WS-3B', ['WS-3A', 'WS-1'], 'Mind the bees.\nPick it.'],
])('%s has what holds for all parts', (id, before, prompt) => {
  const part = read.ok && read.value.plan.workstreams.find((one) => one.id === id);
  expect(part).toMatchObject({ prompt, gates: ['npm-test'], avoids: ['beds/**'] });
  expect(part && part.dependsOn.map((one) => one.id)).toEqual(before);
});

it('who waits for the whole waits for every part', () => {
  const last = read.ok && read.value.plan.workstreams.find(({ id }) => id === 'WS-4');
  expect(last && last.dependsOn.map(({ id }) => id)).toEqual(['WS-3A', 'WS-3B']);
});

it('what is of one part or of all together is told as not understood', () => {
  const unread = read.ok ? read.value.unread.map(({ text }) => text) : [];
  expect(unread).toContain('care/all.md: which part of WS-3 owns it is not said');
  expect(unread).toContain('4d: the time of all parts of WS-3 together');
});

it('a phase of wholes alone is one of their parts', () => {
  const text = `# WORKFLOW: Garden
## Parallel Execution
| Phase | Work Streams | Dependencies |
|---|---|---|
| 1 | WS-1 | None |
| 2 | WS-3 | WS-1 |
### WS-1: Soil
### WS-3: Care
### Sub-Track 3A: Weeds
### Sub-Track 3B: Fruit
`;
  const { ok, ...made } = importPlan(text, { file: 'x.md', base: 'main' });
  expect(ok).toBe(true);
  const waves = 'value' in made ? made.value.plan.waves : [];
  expect(waves.map(({ members }) => members.map(({ id }) => id))).toEqual([
    ['WS-1'],
    ['WS-3A', 'WS-3B'],
  ]);
});
