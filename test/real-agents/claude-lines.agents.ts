/** Lines that a person sends Claude Code while it works, and when it rests. */
import { beforeAll, expect, it } from 'vitest';
import { deferred } from '../../src/base/deferred.js';
import { aClaude, PLAN } from './claude.js';
import type { Script } from './model-server.js';
import { say } from './scripts.js';
import { installed } from './programs.js';

// Its program may be hundreds of megabytes away.
beforeAll(() => installed('claude'));

const SOON = { timeout: 120_000 };

it('is told a line that was queued once it rests, and one that comes then at once', async () => {
  const gate = deferred<void>();
  const script: Script = async ({ said }) => {
    if (said.includes('Look again')) return [say('Looked again.')];
    await gate.promise;
    return [say('First words.')];
  };
  const plan = PLAN.replace('approval: plan', 'approval: none');
  await using claude = await aClaude({ script, plan });
  const { app, model } = claude;
  await app.run('up', '--yes');
  await app.until(
    ({ workstreams: [a] }) => a?.state === 'working' && a.source !== 'process',
    'at work',
  );
  expect(await app.run('send', 'A', 'Look again, please')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('n1: queued for A: its agent is at work'),
  });
  expect((await app.run('status')).stdout).toContain('queued: Look again, please');
  gate.resolve();
  const shown = async () => (await app.run('capture', 'A')).stdout;
  await expect.poll(shown, SOON).toContain('Looked again.');
  expect((await app.run('notes')).stdout).toMatch(/n1 .* delivered/);
  expect(model.asked.at(-1)?.said).not.toContain('Note from');

  await app.until(({ workstreams: [a] }) => a?.state === 'idle', 'idle');
  const asked = model.asked.length;
  expect(await app.run('send', 'A', 'Look again and again')).toMatchObject({ code: 0 });
  await expect.poll(() => model.asked.length, SOON).toBeGreaterThan(asked);
  await app.until(({ workstreams: [a] }) => a?.state === 'idle', 'idle');
  expect(await app.run('send', 'A', '/context')).toMatchObject({ code: 0 });
});
