/** opencode itself in wtmux, from its prompt to the wave that lands its work. */
import { join } from 'node:path';
import { beforeAll, expect, it, vi } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';
import { aModel, type ModelServer, type Script } from './model-server.js';
import { LOOP, makeOpencodeSettings, opencodeEnv } from './opencode.js';
import { call, finished, say, signal, worktreeOf } from './scripts.js';
import { installed } from './programs.js';

// Its program may be hundreds of megabytes away.
beforeAll(() => installed('opencode'));

const PLAN = `
version: 1
name: real
worktrees: ../{repo}.worktrees/{slug}
workstreams:
  - { id: A, agent: opencode, prompt: Write hello.txt and commit it., approval: none }
waves:
  - { id: one, members: [A], target: main, from: main }
`;

const COMMIT = 'git add hello.txt && git commit -q -m hello';

const works: Script = (said) => {
  const worktree = worktreeOf(said);
  const filePath = join(worktree, 'hello.txt');
  if (finished(said, 'write') === 0)
    return [call('write', { filePath, content: 'hello\n' })];
  // It was refused first, with a reason that it is told.
  if (!said.calls.some(({ result }) => result?.includes('commit it too') ?? false))
    return [call('bash', { command: 'git add hello.txt', description: 'Add' })];
  if (finished(said, 'bash') === 1)
    return [call('bash', { command: COMMIT, description: 'Commit' })];
  if (finished(said, 'write') === 1)
    return [
      call('write', {
        filePath: join(worktree, '.claude/handoff/a-complete.signal'),
        content: signal('hello.txt'),
      }),
    ];
  return [say('Done.')];
};

/** As it says of what its model told it. */
function usageTold({ used: { input, output, cacheRead, cacheWrite } }: ModelServer) {
  // It is not told what is written to the cache.
  const tokens = { input: input + cacheWrite, output, cacheRead, cacheWrite: 0 };
  const { cost } = LOOP;
  const millionths =
    tokens.input * cost.input + output * cost.output + cacheRead * cost.cache_read;
  return { tokens, cost: expect.closeTo(millionths / 1e6, 6) };
}

it('asks before it acts, is answered by its hook, and lands', async () => {
  await using model = await aModel(works);
  await using app = await wtmux({
    files: { 'wtmux.yaml': PLAN },
    env: await opencodeEnv(),
  });
  await makeOpencodeSettings(join(app.repo.outside, 'config'), model);
  await app.run('up', '--yes');
  const console = app.open(['attach', 'A'], { columns: 140, rows: 40 });
  const asked = async () => (await app.run('approve', 'A', '--show')).stdout;
  const LONG = { timeout: 240_000 };
  // Its screen, which is shown until its hook has asked, begins otherwise.
  await expect.poll(asked, LONG).toMatch(/^edit\n[\s\S]*hello\.txt/);
  await console.shows('Permission required');
  expect(await app.run('approve', 'A')).toMatchObject({ code: 0 });
  await expect.poll(asked, LONG).toMatch(/^bash\n[\s\S]*git add hello\.txt/);
  const no = await app.run('reject', 'A', '--message', 'commit it too');
  expect(no).toMatchObject({ code: 0 });
  await expect.poll(asked, LONG).toMatch(/^bash\n[\s\S]*git commit/);
  expect(await app.run('approve', 'A')).toMatchObject({ code: 0 });
  await expect.poll(asked, LONG).toMatch(/^edit\n[\s\S]*a-complete\.signal/);
  const explained = (await app.run('explain', 'A')).stdout;
  expect(explained).toMatch(/hook +waiting +permission\.asked/);
  expect(await app.run('approve', 'A')).toMatchObject({ code: 0 });
  await app.until(({ workstreams: [a] }) => a?.state === 'done', 'done');
  const used = async () => (await app.status()).workstreams[0]?.usage;
  await vi.waitFor(
    async () =>
      expect(await used()).toMatchObject({
        ...usageTold(model),
        context: { now: { window: LOOP.limit.context } },
      }),
    { timeout: 60_000, interval: 100 },
  );
  console.type('{ctrl+space}m');
  await console.shows('No conflicts');
  console.type('y');
  await app.until(({ waves }) => waves[0]?.state === 'landed', 'landed');
  expect(await app.repo.git.show('main:hello.txt')).toBe('hello\n');
});

const TALKS: Script = (said) => [
  say(said.said.includes('Go on') ? 'Here again.' : 'First words.'),
];

const TWO = PLAN.replace(
  /workstreams:[^]*?\nwaves/,
  () => `workstreams:
  - { id: A, agent: opencode, prompt: Say a word., approval: none }
  - { id: B, agent: opencode, prompt: Say another., approval: none }
waves`,
);

it('goes on with its own conversation after a crash, and not with that of another', async () => {
  await using model = await aModel(TALKS);
  await using app = await wtmux({
    files: { 'wtmux.yaml': TWO },
    env: await opencodeEnv(),
  });
  await makeOpencodeSettings(join(app.repo.outside, 'config'), model);
  await app.run('up', '--yes');
  const idle = (id: string) =>
    app.until(
      ({ workstreams }) => workstreams.find((one) => one.id === id)?.state === 'idle',
      `${id} idle`,
    );
  await idle('A');
  // The last conversation of the repository is that of the other one.
  await idle('B');
  const running = await app.processes();
  const agents = running.filter(({ command }) => /opencode --prompt/.test(command));
  for (const { pid } of agents.filter(({ command }) => command.includes('Say a word')))
    process.kill(pid, 'SIGKILL');
  await app.until(({ workstreams: [a] }) => a?.state === 'failed', 'failed');
  expect(await app.run('restart', 'A')).toMatchObject({ code: 0 });
  const console = app.open(['attach', 'A'], { columns: 140, rows: 40 });
  await console.shows('First words.');
  await idle('A');
  expect(await app.run('send', 'A', 'Go on')).toMatchObject({ code: 0 });
  await console.shows('Here again.');
  expect(model.asked.at(-1)?.said).toContain('Say a word.');
});
