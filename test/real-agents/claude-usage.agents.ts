/** What Claude Code tells of what it uses. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it, vi } from 'vitest';
import { aClaude, PLAN, SIZE } from './claude.js';
import type { Script } from './model-server.js';
import { answers, call, say } from './scripts.js';
import { installed } from './programs.js';

// Its program may be hundreds of megabytes away.
beforeAll(() => installed('claude'));

/** Has another look into it, and says so. */
const delegates: Script = ({ said, calls }) => {
  if (said.includes('Look closer')) return [say('Nothing there.')];
  if (said.includes('Go on')) return [say('Here again.')];
  const look = { description: 'Look', prompt: 'Look closer.', subagent_type: 'Explore' };
  return calls.length === 0
    ? [say('First words.'), call('Agent', look)]
    : [say('I have looked.')];
};

/** What was said is compared with what is told at that moment: turns may follow. */
const SOON = { timeout: 60_000, interval: 100 };

const budget = 'budget: { cost: 0.01, hold: true }';

it('tells what it uses, each message once, also of subagents and after a crash', async () => {
  await using claude = await aClaude({ script: delegates, plan: `${PLAN}${budget}` });
  const { app, model } = claude;
  await app.run('up', '--yes');
  const console = app.open(['attach', 'A'], SIZE);
  // Only its provider's own servers say which subagents need no leave.
  await app.until(({ approvals }) => approvals[0]?.kind === 'permission', 'permission');
  expect(await app.run('approve', 'A')).toMatchObject({ code: 0 });
  await console.shows('I have looked.');
  // The subagent's words bring the agent one more turn, if they come after its own.
  expect(model.asked.length).toBeGreaterThanOrEqual(3);
  const used = async () => (await app.status()).workstreams[0]?.usage;
  const told = expect.objectContaining({ window: expect.any(Number) });
  await vi.waitFor(async () => {
    const all = { tokens: model.used, context: { now: told, start: told } };
    expect(await used()).toMatchObject(all);
  }, SOON);
  await app.until(({ approvals }) => approvals[0]?.kind === 'escalation', 'escalation');
  const { stdout } = await app.run('inbox');
  expect(stdout).toMatch(/has used up its budget of \$0\.01: \$0\.\d\d/);
  await app.run('resume', 'A');

  const running = await app.processes();
  const agent = running.find(({ command }) => /^\S*claude /.test(command));
  process.kill(agent?.pid ?? 0, 'SIGKILL');
  await app.until(({ workstreams: [a] }) => a?.state === 'failed', 'failed');
  const before = (await used())?.cost ?? 0;
  await app.run('restart', 'A');
  await app.until(({ workstreams: [a] }) => a?.state === 'idle', 'idle');
  await app.run('send', 'A', 'Go on');
  await console.shows('Here again.');
  await vi.waitFor(
    async () => expect(await used()).toMatchObject({ tokens: model.used }),
    SOON,
  );
  await expect.poll(async () => (await used())?.cost).toBeGreaterThan(before);
});

it('shows the status line of the user, and tells its cost beside', async () => {
  await using claude = await aClaude({ script: answers, plan: PLAN });
  const { app } = claude;
  const settings = join(app.repo.outside, 'home/.claude');
  await mkdir(settings, { recursive: true });
  const line = 'grep -o \'"version":"[^"]*"\' # the line of the user';
  await writeFile(
    join(settings, 'settings.json'),
    JSON.stringify({ statusLine: { type: 'command', command: line, padding: 1 } }),
  );
  await app.run('up', '--yes');
  const console = app.open(['attach', 'A'], SIZE);
  await console.shows('First words.');
  await console.shows('"version":"2.');
  const cost = async () => (await app.status()).workstreams[0]?.usage?.cost;
  await expect.poll(cost).toBeGreaterThan(0);
});
