/** Claude Code itself in wtmux, from its plan to the wave that lands its work. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Wtmux } from '../helpers/wtmux.js';
import { aClaude, PLAN, planning, SIZE } from './claude.js';
import type { Script } from './model-server.js';
import { answers, call, finished, say, worktreeOf } from './scripts.js';
import { installed } from './programs.js';

// Its program may be hundreds of megabytes away.
beforeAll(() => installed('claude'));

const SIGNAL = '.claude/handoff/a-complete.signal';
const COMMIT = 'git add hello.txt && git commit -q -m hello';

/** Plans, writes, commits, and says so by a signal. */
const works: Script = (said) => {
  const worktree = worktreeOf(said);
  if (finished(said, 'ExitPlanMode') === 0)
    return planning(said, '# The plan\n\n1. Write hello.txt\n2. Commit it');
  if (finished(said, 'Write') === 1)
    return [
      call('Write', { file_path: join(worktree, 'hello.txt'), content: 'hello\n' }),
    ];
  if (finished(said, 'Bash') === 0)
    return [call('Bash', { command: COMMIT, description: 'Commit' })];
  if (finished(said, 'Write') === 2) {
    const content = JSON.stringify({
      workstream: 'A',
      status: 'complete',
      validation_passed: true,
      files_created: ['hello.txt'],
    });
    return [call('Write', { file_path: join(worktree, SIGNAL), content })];
  }
  return [say('Done.')];
};

/** Plans what the last word of a person was. */
const plansAsTold: Script = (said) => {
  const wish = /Write bonjour/.exec(JSON.stringify(said))?.[0] ?? 'Write hello';
  return planning(said, `# The plan\n\n1. ${wish}`);
};

const SOON = { timeout: 120_000 };

/** The line above its prompt; there is no hint below, since it has a status line. */
const AT_WORK = /│\s*[*·✢✳✶✻✽] \S+…/;

it('plans, is approved by key, asks before it acts, and lands', async () => {
  await using claude = await aClaude({ script: works, plan: PLAN });
  const { app } = claude;
  expect(await app.run('up', '--yes')).toMatchObject({ code: 0 });
  const console = app.open(['attach', 'A'], SIZE);
  await console.shows('plan review');
  // Its screen asks before its hook tells the plan, which comes into the open dialog.
  console.type('{ctrl+space}a');
  // As Markdown: its pane shows the same, laid out.
  await console.shows(/# The plan[\s\S]*2\. Commit it/);
  console.type('a');
  for (const question of [
    'Do you want to create hello.txt?',
    'Do you want to proceed?',
    'Do you want to create a-complete.signal?',
  ]) {
    await console.shows(question);
    await console.shows('your permission');
    console.type('1');
    await console.hides(question);
  }
  await console.shows(/✓ A[\s\S]*your word to merge it/);
  console.type('{ctrl+space}m');
  await console.shows('No conflicts');
  console.type('y');
  await app.until(({ waves }) => waves[0]?.state === 'landed', 'landed');
  expect(await app.repo.git.show('main:hello.txt')).toBe('hello\n');
});

it('is given what the settings give beforehand, and that is recorded', async () => {
  await using claude = await aClaude({ script: works, plan: PLAN });
  const { app } = claude;
  const settings = join(app.repo.outside, 'config/wtmux');
  await mkdir(settings, { recursive: true });
  await writeFile(
    join(settings, 'config.yaml'),
    `permissions: [{ tool: Write, path: '**' }]`,
  );
  await app.run('up', '--yes');
  await app.until(({ workstreams: [a] }) => a?.state === 'plan_review', 'plan');
  await app.run('approve', 'A');
  const asked = async () => (await app.run('approve', 'A', '--show')).stdout;
  await expect.poll(asked).toContain(COMMIT);
  const report = async () => (await app.run('report', '--md')).stdout;
  await expect.poll(report).toContain('given a permission by rule 1 of the settings');
  expect(await app.run('approve', 'A')).toMatchObject({ code: 0 });
  // Below .claude it hears no hook, so its dialog is answered.
  await app.until(({ workstreams: [a] }) => a?.state === 'done', 'done');
});

it('is answered on its hooks by engines that came after those which they asked', async () => {
  await using claude = await aClaude({ script: works, plan: PLAN });
  const { app } = claude;
  await app.run('up', '--yes');
  const asked = async () => (await app.run('approve', 'A', '--show')).stdout;
  await app.until(({ workstreams: [a] }) => a?.state === 'plan_review', 'plan');
  for (const text of ['2. Commit it', '"content": "hello', `"command": "${COMMIT}`]) {
    await expect.poll(asked, SOON).toContain(text);
    const engine = await engineOf(app);
    process.kill(engine, 'SIGKILL');
    await expect.poll(() => engineOf(app)).not.toBe(engine);
    // Its screen shows neither in this form.
    await expect.poll(asked, SOON).toContain(text);
    expect(await app.run('approve', 'A')).toMatchObject({ code: 0 });
  }
  await expect
    .poll(() => app.repo.git.raw('log', '-1', '--format=%s', 'workstream/a'))
    .toBe('hello\n');
});

async function engineOf({ processes }: Wtmux): Promise<number> {
  const running = await processes();
  return running.find(({ command }) => /dist\/engine\.js/.test(command))?.pid ?? 0;
}

/** Runs two commands of which one permission covers both, asks, and tells what it heard. */
const asksTwice: Script = (said) => {
  const done = said.calls.filter(({ result }) => result !== undefined).length;
  const worktree = worktreeOf(said);
  return [
    [
      call('Bash', { command: 'npm run one --if-present', description: 'One' }),
      call('Bash', { command: 'npm run two --if-present', description: 'Two' }),
      call('Write', { file_path: join(worktree, '.claude/notes.txt'), content: 'w' }),
      call('Write', { file_path: join(worktree, '.claude/notes.txt'), content: 'x' }),
      call('AskUserQuestion', { questions: QUESTIONS }),
      call('Bash', { command: 'touch never.txt', description: 'Never' }),
    ][done] ?? say('Done.'),
  ];
};

const QUESTIONS = [
  {
    question: 'Which colour?',
    header: 'Colour',
    multiSelect: false,
    options: [
      { label: 'Red', description: 'warm' },
      { label: 'Blue', description: 'cold' },
    ],
  },
  {
    question: 'Which sizes?',
    header: 'Sizes',
    multiSelect: true,
    options: [
      { label: 'Small', description: 'as a hand' },
      { label: 'Large', description: 'as a house' },
    ],
  },
];

const UNPLANNED = PLAN.replace('approval: plan', 'approval: none').replace(
  'workstreams:',
  'agents: { claude: { args: [--permission-mode, default] } }\nworkstreams:',
);

it('is allowed for its session, answered where it hears no hook, and denied', async () => {
  await using claude = await aClaude({ script: asksTwice, plan: UNPLANNED });
  const { app, model, worktree } = claude;
  await app.run('up', '--yes');
  const asked = async () => (await app.run('approve', 'A', '--show')).stdout;
  const results = () => model.asked.at(-1)?.calls.map(({ result }) => result ?? '') ?? [];

  await expect.poll(asked, SOON).toContain('npm run one');
  expect((await app.run('approve', 'A', '--show')).stderr).toContain('npm run *');
  expect(await app.run('approve', 'A', '--always')).toMatchObject({ code: 0 });
  // The second is not asked for any more, and nothing is kept beyond the session.
  await expect.poll(asked, SOON).toContain('.claude/notes.txt');
  expect(existsSync(join(worktree, '.claude/settings.local.json'))).toBe(false);
  const dialog = async () => (await app.run('capture', 'A')).stdout;
  await expect.poll(dialog, SOON).toContain('Do you want to create notes.txt?');
  expect(await app.run('reject', 'A', '--message', 'Say x')).toMatchObject({ code: 0 });
  await expect.poll(() => results()[2], SOON).toContain('Say x');
  await expect.poll(asked, SOON).toContain('"x"');
  await expect.poll(dialog, SOON).toContain('Do you want to create notes.txt?');
  expect(await app.run('approve', 'A')).toMatchObject({ code: 0 });

  await expect.poll(asked, SOON).toContain('Which colour?');
  expect(readFileSync(join(worktree, '.claude/notes.txt'), 'utf8')).toBe('x');
  const console = app.open(['attach', 'A'], SIZE);
  await console.shows('your answer to its question');
  console.type('{ctrl+space}a');
  await console.shows('as a house');
  console.type('a');
  await console.shows('Answer A');
  console.type('blue;1,2{enter}');
  await expect
    .poll(() => results()[4], SOON)
    .toMatch(/"Which colour\?"="Blue".*"Which sizes\?"="Small, Large"/);

  await expect.poll(asked, SOON).toContain('touch never.txt');
  expect(await app.run('reject', 'A', '--message', 'Leave it')).toMatchObject({
    code: 0,
  });
  await expect.poll(() => results()[5], SOON).toContain('Leave it');
  expect(existsSync(join(worktree, 'never.txt'))).toBe(false);
});

it('changes its plan when it is told what is wrong with it', async () => {
  await using claude = await aClaude({ script: plansAsTold, plan: PLAN });
  const { app } = claude;
  await app.run('up', '--yes');
  await app.until(({ workstreams: [a] }) => a?.state === 'plan_review', 'plan');
  const shown = async () => (await app.run('approve', 'A', '--show')).stdout;
  await expect.poll(shown).toContain('1. Write hello');
  expect(await app.run('reject', 'A', '--message', 'Write bonjour')).toMatchObject({
    code: 0,
  });
  await expect.poll(shown).toContain('1. Write bonjour');
});

it('is interrupted by a pause before it has said a word, and begins again', async () => {
  const gate = { open: false };
  const script: Script = () =>
    gate.open ? [say('Here again.')] : new Promise<never>(() => {});
  await using claude = await aClaude({ script, plan: PLAN });
  const { app } = claude;
  await app.run('up', '--yes');
  const console = app.open(['attach', 'A'], SIZE);
  await console.shows(AT_WORK);
  expect(await app.run('pause', 'A')).toMatchObject({ code: 0 });
  await console.hides(AT_WORK);
  await app.until(
    ({ workstreams: [a] }) => a?.hold != null && !/at work/.test(a.waitsFor ?? ''),
    'interrupted',
  );
  gate.open = true;
  expect(await app.run('resume', 'A')).toMatchObject({ code: 0 });
  await console.shows('Here again.');
});

it('goes on with its conversation after a crash', async () => {
  await using claude = await aClaude({ script: answers, plan: PLAN });
  const { app, model } = claude;
  await app.run('up', '--yes');
  const console = app.open(['attach', 'A'], SIZE);
  await console.shows('First words.');
  // Shown before they are in its transcript, from which it goes on.
  await app.until(({ workstreams: [a] }) => a?.usage?.context != null, 'written down');
  const running = await app.processes();
  const agent = running.find(({ command }) => /^\S*claude /.test(command));
  process.kill(agent?.pid ?? 0, 'SIGKILL');
  await app.until(({ workstreams: [a] }) => a?.state === 'failed', 'failed');
  expect(await app.run('restart', 'A')).toMatchObject({ code: 0 });
  await app.until(({ workstreams: [a] }) => a?.state === 'idle', 'idle');
  expect(await app.run('send', 'A', 'Go on')).toMatchObject({ code: 0 });
  await console.shows('Here again.');
  expect(model.asked.at(-1)?.said).toContain('Your worktree is');
});
