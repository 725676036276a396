/** Gemini CLI itself in wtmux, from its plan to the wave that lands its work. */
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';
import { geminiEnv, makeGeminiHome } from './gemini.js';
import { aModel, type Block, type Script } from './model-server.js';
import { call, finished, plansFolder, say, signal, worktreeOf } from './scripts.js';
import { installed } from './programs.js';

// Its program may be hundreds of megabytes away.
beforeAll(() => installed('gemini'));

const PLAN = `
version: 1
name: real
worktrees: ../{repo}.worktrees/{slug}
workstreams:
  - { id: A, agent: gemini, prompt: Write hello.txt and commit it., approval: plan }
waves:
  - { id: one, members: [A], target: main, from: main }
`;

const COMMIT = 'git add hello.txt && git commit -q -m hello';

function write(file_path: string, content: string): readonly Block[] {
  return [call('write_file', { file_path, content })];
}

/** Plans twice, the second time as it was told, then works. */
const works: Script = (said) => {
  const worktree = worktreeOf(said);
  const plan = join(plansFolder(said), 'p.md');
  const told = said.calls.some(({ result }) => result?.includes('in French') ?? false);
  const plans = finished(said, 'exit_plan_mode');
  const writes = finished(said, 'write_file');
  if (plans === 0 && writes === 0) return write(plan, '# The plan\n\n1. Write hello\n');
  if (plans === 1 && writes === 1 && told)
    return write(plan, '# The plan\n\n1. Write bonjour\n');
  if (plans < 2)
    return [call('exit_plan_mode', { plan_filename: 'p.md', plan_path: plan })];
  if (writes === 2) return write(join(worktree, 'hello.txt'), 'bonjour\n');
  if (finished(said, 'run_shell_command') === 0)
    return [call('run_shell_command', { command: COMMIT, description: 'Commit' })];
  if (writes === 3)
    return write(
      join(worktree, '.claude/handoff/a-complete.signal'),
      signal('hello.txt'),
    );
  return [say('Done.')];
};

it('plans, is told better, asks before it acts, and lands', async () => {
  await using model = await aModel(works);
  await using app = await wtmux({
    files: { 'wtmux.yaml': PLAN },
    env: await geminiEnv(model),
  });
  const { outside, folder } = app.repo;
  const worktree = join(outside, 'project.worktrees/a');
  await makeGeminiHome(join(outside, 'home'), [folder, worktree]);
  expect(await app.run('agents', 'hooks', 'gemini', '--yes')).toMatchObject({ code: 0 });
  await app.run('up', '--yes');
  const console = app.open(['attach', 'A'], { columns: 140, rows: 40 });
  const LONG = { timeout: 60_000 };
  const asked = async () => (await app.run('approve', 'A', '--show')).stdout;
  await expect.poll(asked, LONG).toContain('Write hello');
  const no = await app.run('reject', 'A', '--message', 'Say it in French');
  expect(no).toMatchObject({ code: 0 });
  await expect.poll(asked, LONG).toContain('Write bonjour');
  expect(await app.run('approve', 'A')).toMatchObject({ code: 0 });
  for (const thing of ['hello.txt', COMMIT, 'a-complete.signal']) {
    await expect.poll(asked, LONG).toContain(thing);
    const explained = (await app.run('explain', 'A')).stdout;
    expect(explained).toMatch(/hook +waiting +Notification/);
    expect(await app.run('approve', 'A')).toMatchObject({ code: 0 });
  }
  await app.until(({ workstreams: [a] }) => a?.state === 'done', 'done');
  const { input, output, cacheRead, cacheWrite } = model.used;
  const tokens = { input: input + cacheWrite, output, cacheRead, cacheWrite: 0 };
  const used = async () => (await app.status()).workstreams[0]?.usage;
  await expect.poll(used).toMatchObject({ tokens, cost: null });
  console.type('{ctrl+space}m');
  await console.shows('No conflicts');
  console.type('y');
  await app.until(({ waves }) => waves[0]?.state === 'landed', 'landed');
  expect(await app.repo.git.show('main:hello.txt')).toBe('bonjour\n');
});
