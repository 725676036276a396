import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { planCheck } from '../../src/cli/commands/plan/check.js';
import { planImport } from '../../src/cli/commands/plan/import.js';
import { planInit } from '../../src/cli/commands/plan/init.js';
import { prompt } from '../../src/cli/commands/prompt.js';
import { planShow } from '../../src/cli/commands/plan/show.js';
import { aRepo, write } from '../helpers/repo.js';
import { aContext } from './a-context.js';
import { anInput } from './an-input.js';

it('init --yes writes a plan that check finds nothing wrong with, and keeps a file', async () => {
  await using repo = await aRepo();
  await write(repo.folder, { 'Cargo.toml': '[package]\n' });
  const context = aContext(repo.folder);

  expect(await planInit.run(context, anInput([], { yes: true }))).toBe(0);
  const file = join(repo.folder, 'wtmux.yaml');
  expect(await readFile(file, 'utf8')).toContain('tests: { run: cargo test }');
  expect(await planCheck.run(context, anInput())).toBe(0);
  expect(context.printed).toEqual({
    stdout: [
      `${file}: written; \`wtmux up\` starts it`,
      'project: 2 workstreams, 2 waves, 1 gate, 0 rules; nothing wrong found',
    ],
    stderr: [],
  });
  await expect(planInit.run(context, anInput([], { yes: true }))).rejects.toThrow(
    `${file} is there already; name another file, or say --force to replace it`,
  );
});

it('shows what an agent will be told before anything was started', async () => {
  await using repo = await aRepo();
  const plan = `version: 1
name: week
workstreams:
  - { id: A, prompt: docs/a.md, branch: feature/a }
  - { id: B, prompt: Build it, dependsOn: [A] }
  - { id: D }`;
  await write(repo.folder, { 'wtmux.yaml': plan, 'docs/a.md': 'Make it well' });
  const context = aContext(repo.folder);
  expect(await prompt.run(context, anInput(['A']))).toBe(0);
  expect(await prompt.run(context, anInput(['B']))).toBe(0);
  const [first = '', second = ''] = context.printed.stdout;
  expect(first).toMatch(/^Your worktree is \/.*\.worktrees\/A\n[^]*\n\nMake it well\n/);
  expect(second).toMatch(/\n\nBuild it\n[^]*- feature\/a \(A\)\n/);
  await expect(prompt.run(context, anInput(['C']))).rejects.toThrow(
    'the plan has no workstream "C"; known: A, B, D',
  );
  expect(await prompt.run(context, anInput(['D']))).toBe(0);
  expect(context.printed.stdout).toHaveLength(2);
  expect(context.printed.stderr).toContain(
    'D has no prompt: its agent is told nothing, and waits for a person',
  );
});

it('init asks for what is to be done and what waits for what', async () => {
  await using repo = await aRepo();
  const answers = ['week 2', '-', 'Gather settings', 'Try again', 'gather-settings', ''];
  const ask = (_question: string, usual: string) =>
    Promise.resolve(answers.shift() ?? usual);
  await planInit.run({ ...aContext(repo.folder), ask }, anInput());
  expect(await readFile(join(repo.folder, 'wtmux.yaml'), 'utf8')).toContain(`
name: week 2
base: main
workstreams:
  - { id: gather-settings, prompt: Gather settings }
  - id: try-again
    prompt: Try again
    dependsOn: [ gather-settings ]
waves:
  - id: release
    members: [ gather-settings, try-again ]
    target: main
`);
});

it('init asks nobody where a file is there already, and says how to start another', async () => {
  await using repo = await aRepo();
  await write(repo.folder, { 'wtmux.yaml': 'mine' });
  const context = aContext(repo.folder);
  await expect(planInit.run({ ...context, ask: neverAsk }, anInput())).rejects.toThrow(
    'wtmux.yaml is there already; name another file, or say --force to replace it',
  );
  expect(await planInit.run(context, anInput(['next.yaml'], { yes: true }))).toBe(0);
  expect(context.printed.stdout).toEqual([
    `${join(repo.folder, 'next.yaml')}: written; \`wtmux up next.yaml\` starts it`,
  ]);
});

function neverAsk(): Promise<string> {
  return Promise.reject(new Error('asked in vain'));
}

it('init asks again where an answer names no workstream or cannot be a branch', async () => {
  await using repo = await aRepo();
  const context = aContext(repo.folder);
  const answers = ['p', '-', 'one', 'two', 'won', 'one', '', 'a b', 'main'];
  const ask = (_question: string, usual: string) =>
    Promise.resolve(answers.shift() ?? usual);
  await planInit.run({ ...context, ask }, anInput());
  expect(context.printed.stderr).toEqual([
    '  its id is one',
    '  its id is two',
    '  there is no "won" here',
    '  "a b" cannot be a branch: it holds a space, a control character or one of ~^:?*[\\',
  ]);
  const text = await readFile(join(repo.folder, 'wtmux.yaml'), 'utf8');
  expect(text).toContain('dependsOn: [ one ]');
  expect(text).toContain('target: main');
});

it('check tells what would keep a sound plan from starting here', async () => {
  await using repo = await aRepo();
  await repo.branch('workstream/one', { 'one.txt': 'work' });
  await write(repo.outside, { 'project.worktrees/two/file': 'in the way' });
  await write(repo.folder, {
    'wtmux.yaml': `version: 1
agents: { mine: { command: sh } }
workstreams:
  - { id: one }
  - { id: two, agent: mine }
  - { id: three, agent: nobody }
`,
  });
  const context = aContext(repo.folder);
  const tip = (await repo.tip('workstream/one')).slice(0, 12);
  expect(await planCheck.run(context, anInput())).toBe(1);
  const file = join(repo.folder, 'wtmux.yaml');
  expect(context.printed.stderr).toEqual([
    expect.stringContaining(`${file}: workstream three: unknown agent "nobody"`),
    `${file}: one: branch workstream/one exists already, at ${tip}`,
    `${file}: two: ${join(repo.outside, 'project.worktrees/two')} exists already`,
  ]);
});

it('check misses the file that a prompt names, where the plan starts', async () => {
  await using repo = await aRepo();
  await repo.commit({ 'docs/one.md': 'Do it.' });
  await write(repo.folder, {
    'docs/two.md': 'not committed',
    'wtmux.yaml': `version: 1
workstreams:
  - { id: one, prompt: docs/one.md }
  - { id: two, prompt: docs/two.md }
  - { id: three, prompt: Say what docs/none.md says. }
  - { id: four, owns: [specs/**] }
  - { id: five, prompt: specs/five.md, dependsOn: [four] }
`,
  });
  const context = aContext(repo.folder);
  expect(await planCheck.run(context, anInput())).toBe(1);
  expect(context.printed.stderr).toEqual([
    `${join(repo.folder, 'wtmux.yaml')}: two: main has no file docs/two.md, so that its agent would be told just these words`,
  ]);
});

it('show prints the plan with its defaults, also outside of a repository', async () => {
  await using repo = await aRepo();
  await write(repo.outside, { 'p.yaml': 'version: 1\nworkstreams: [{ id: A }]\n' });
  const context = aContext(repo.outside);
  await planShow.run(context, anInput(['p.yaml'], { json: true }));
  expect(JSON.parse(context.printed.stdout[0] ?? '')).toMatchObject({
    base: 'main',
    workstreams: [{ id: 'A', branch: 'workstream/a' }],
  });
});

const DOCUMENT = `# Plan: Two things
| ID | Name | Agent | Dependencies |
|----|------|-------|--------------|
| A1 | One  | dev   | None         |
| B1 | Two  | dev   | A1           |

It will rain.
`;

it('import writes a plan file, says what it did not understand, and keeps a file', async () => {
  await using repo = await aRepo();
  await write(repo.folder, { 'PLAN.md': DOCUMENT });
  const context = aContext(repo.folder);
  const input = anInput(['PLAN.md'], { output: 'wtmux.yaml' });
  expect(await planImport.run(context, input)).toBe(0);
  expect(context.printed.stderr).toEqual([
    'PLAN.md: read as execution plan: 2 workstreams, 1 wave, 0 gates, 0 rules',
    'assumed:',
    '  PLAN.md:1: nothing is said of waves; all are merged onto integration/two-things',
    '  PLAN.md:4: A1 has no prompt; it is told what stands here of it',
    '  PLAN.md:5: B1 has no prompt; it is told what stands here of it',
    'not understood, so not in the plan:',
    '  PLAN.md:7: "It will rain."',
  ]);
  expect(await planCheck.run(context, anInput())).toBe(0);
  await expect(planImport.run(context, input)).rejects.toThrow('is there already');
  await expect(planImport.run(context, anInput(['wtmux.yaml']))).rejects.toThrow(
    'wtmux.yaml is a plan file already; `wtmux up` starts it',
  );
});

it('show lists paths that the line of a workstream has no room for', async () => {
  await using repo = await aRepo();
  const plan = `version: 1
name: week
workstreams:
  - { id: A, day: 2, owns: [a.ts, b.ts, c.ts], avoids: [d/**] }
  - { id: B, owns: [d/**] }`;
  await write(repo.folder, { 'wtmux.yaml': plan });
  const context = aContext(repo.folder);
  expect(await planShow.run(context, anInput())).toBe(0);
  expect(context.printed.stdout.map((line) => line.trimEnd())).toEqual([
    'week: from main, up to 8 sessions at once',
    '',
    'workstreams',
    '  A  A          day 2  3 paths',
    '  B  B                 d/**',
    '',
    'paths',
    '  A  owns    a.ts',
    '  A  owns    b.ts',
    '  A  owns    c.ts',
    '  A  avoids  d/**',
  ]);
});

it('show says what must hold before a start, a hand-over and a landing', async () => {
  await using repo = await aRepo();
  await write(repo.outside, {
    'p.yaml': `version: 1
gates: { unit: { run: npm test } }
workstreams:
  - id: A
    gates: [unit]
    preconditions: [{ signal: x.signal }, { file: a.ts }, { landed: b }, The types are new]
    success: [It runs]
    signal: .claude/handoff/a.signal
waves: [{ id: one, members: [A], checks: [A person looked] }]
`,
  });
  const context = aContext(repo.outside);
  await planShow.run(context, anInput(['p.yaml']));
  const lines = context.printed.stdout.map((line) =>
    line.trim().replaceAll(/ {2,}/g, '  '),
  );
  expect(lines.slice(lines.indexOf('conditions'))).toEqual([
    'conditions',
    'A  to start  signal x.signal',
    'A  to start  file a.ts',
    'A  to start  b has landed',
    'A  to start  The types are new',
    'A  to be done  gates unit',
    'A  to be done  It runs',
    'A  to be done  writes .claude/handoff/a.signal',
    'one  to land  A person looked',
  ]);
});

it('show says what is watched while it runs, and by which command a rule merges', async () => {
  await using repo = await aRepo();
  await write(repo.outside, {
    'p.yaml': `version: 1
snapshots: 30m
budget: { tokens: 2M, cost: 50 }
workstreams:
  - { id: A, budget: { cost: 5, warn: 60%, hold: true } }
rules: [{ path: notes.md, resolve: 'driver:merge-notes %A %O %B' }]
escalations:
  - { when: progress < 50%, after: 1d }
  - { workstream: A, when: silent, after: 1h, then: hold }
  - { when: conflict, after: 2h, then: notification }
`,
  });
  const context = aContext(repo.outside);
  await planShow.run(context, anInput(['p.yaml']));
  const lines = context.printed.stdout.map((line) =>
    line.trim().replaceAll(/ {2,}/g, '  '),
  );
  expect(lines).toContain('notes.md  driver:merge-notes %A %O %B');
  expect(lines.slice(lines.indexOf('escalations'))).toEqual([
    'escalations',
    'all  progress < 50% after 1d',
    'A  silent after 1h  then on hold',
    'all  conflict after 2h  desktop told',
    '',
    'budgets',
    'all together  2M tokens, $50.00  told at 80% and at all of it',
    'A  $5.00  told at 60% and at all of it  then on hold',
    '',
    'snapshots',
    'every 30m',
  ]);
});
