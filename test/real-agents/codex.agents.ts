/** Codex itself in wtmux, from its prompt to the wave that lands its work. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { aCodex } from './codex.js';
import type { Script } from './model-server.js';
import { finished, patch, say, unsandboxed, worktreeOf } from './scripts.js';
import { installed } from './programs.js';

// Its program may be hundreds of megabytes away.
beforeAll(() => installed('codex'));

const PLAN = `
version: 1
name: real
worktrees: ../{repo}.worktrees/{slug}
workstreams:
  - { id: A, agent: codex, prompt: Write hello.txt and commit it., approval: none }
waves:
  - { id: one, members: [A], target: main, from: main }
`;

const SIGNAL = JSON.stringify({
  workstream: 'A',
  status: 'complete',
  validation_passed: true,
  files_created: ['hello.txt'],
});

/** The repository of a worktree is outside of its sandbox. */
const WHY = 'It writes into the repository.';

/** Edits, stages, commits, and says so by a signal. */
const works: Script = (said) => {
  const worktree = worktreeOf(said);
  const edits = finished(said, 'apply_patch');
  const commands = finished(said, 'exec_command');
  if (edits === 0) return [patch(join(worktree, 'hello.txt'), 'hello')];
  if (commands === 0) return [unsandboxed('git add hello.txt', WHY)];
  if (commands === 1) return [unsandboxed('git commit -q -m hello', WHY)];
  if (edits === 1)
    return [patch(join(worktree, '.claude/handoff/a-complete.signal'), SIGNAL)];
  return [say('Done.')];
};

/** Until it is told when. */
const pushes: Script = ({ said }) =>
  said.includes('in the morning')
    ? [say('In the morning, then.')]
    : [unsandboxed('git push origin main', WHY)];

const answers: Script = ({ said }) =>
  said.includes('Go on') ? [say('Here again.')] : [say('First words.')];

const SIZE = { columns: 140, rows: 40 };

it('edits, asks before it commits, and lands', async () => {
  await using codex = await aCodex(works, PLAN);
  const { app } = codex;
  expect(await app.run('up', '--yes')).toMatchObject({ code: 0 });
  const console = app.open(['attach', 'A'], SIZE);
  await console.shows('Would you like to run the following command?');
  await console.shows('your permission: git add');
  console.type('{ctrl+space}a');
  await console.shows('A asks leave');
  // Before it has been read the dialog takes no answer.
  await console.shows(/│ Bash +│/);
  console.type('a');
  await console.shows('git commit -q -m hello');
  const asked = async () => (await app.run('approve', 'A', '--show')).stdout;
  await expect
    .poll(asked)
    .toBe('Bash\n\ngit commit -q -m hello\n\nIt writes into the repository.\n');
  expect(await app.run('approve', 'A')).toMatchObject({ code: 0 });
  await app.until(({ workstreams: [a] }) => a?.state === 'done', 'done');
  await console.shows(/✓ A[\s\S]*your word to merge it/);
  console.type('{ctrl+space}m');
  await console.shows('No conflicts');
  console.type('y');
  await app.until(({ waves }) => waves[0]?.state === 'landed', 'landed');
  expect(await app.repo.git.show('main:hello.txt')).toBe('hello\n');
});

it('is refused with a reason, which it is told', async () => {
  await using codex = await aCodex(pushes, PLAN);
  const { app } = codex;
  await app.run('up', '--yes');
  const console = app.open(['attach', 'A'], SIZE);
  await console.shows('Would you like to run the following command?');
  const no = await app.run('reject', 'A', '--message', 'Do that in the morning');
  expect(no).toMatchObject({ code: 0 });
  await console.shows('In the morning, then.');
  await app.until(({ workstreams: [a] }) => a?.state === 'idle', 'idle');
});

it('is given what the settings give beforehand, before it shows a menu', async () => {
  await using codex = await aCodex(works, PLAN);
  const { app } = codex;
  const settings = join(app.repo.outside, 'config/wtmux');
  await mkdir(settings, { recursive: true });
  await writeFile(
    join(settings, 'config.yaml'),
    `permissions: [{ agent: codex, tool: Bash, command: 'git (add|commit) [\\w. -]+' }]`,
  );
  await app.run('up', '--yes');
  await app.until(({ workstreams: [a] }) => a?.state === 'done', 'done');
  const report = (await app.run('report', '--md')).stdout;
  expect(report.match(/given a permission by rule 1 of the settings/g)).toHaveLength(2);
});

it('is interrupted by a pause, and goes on', async () => {
  const gate = { open: false };
  const script: Script = () =>
    gate.open ? [say('Here again.')] : new Promise<never>(() => {});
  await using codex = await aCodex(script, PLAN);
  const { app } = codex;
  await app.run('up', '--yes');
  const console = app.open(['attach', 'A'], SIZE);
  await console.shows('esc to interrupt');
  expect(await app.run('pause', 'A')).toMatchObject({ code: 0 });
  await console.shows('Conversation interrupted');
  const explained = async () => (await app.run('explain', 'A')).stdout;
  await expect.poll(explained).toMatch(/hook +idle +Interrupt/);
  gate.open = true;
  expect(await app.run('resume', 'A')).toMatchObject({ code: 0 });
  await console.shows('Here again.');
});

it('goes on with its conversation after a crash', async () => {
  await using codex = await aCodex(answers, PLAN);
  const { app, model } = codex;
  await app.run('up', '--yes');
  const console = app.open(['attach', 'A'], SIZE);
  await console.shows('First words.');
  const running = await app.processes();
  for (const { pid } of running.filter(({ command }) => /\/codex -c /.test(command)))
    process.kill(pid, 'SIGKILL');
  await app.until(({ workstreams: [a] }) => a?.state === 'failed', 'failed');
  expect(await app.run('restart', 'A')).toMatchObject({ code: 0 });
  await app.until(({ workstreams: [a] }) => a?.state === 'idle', 'idle');
  expect(await app.run('send', 'A', 'Go on')).toMatchObject({ code: 0 });
  await console.shows('Here again.');
  const { input, cacheWrite, ...others } = model.used;
  const used = async () => (await app.status()).workstreams[0]?.usage;
  await expect.poll(used).toMatchObject({
    tokens: { ...others, input: input + cacheWrite, cacheWrite: 0 },
    context: { now: { window: expect.any(Number) } },
    cost: null,
  });
  expect(model.asked.at(-1)?.said).toContain('Your worktree is');
});
