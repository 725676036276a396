/** What Claude Code asks where its dialog shows less than all of it, or nothing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { aClaude, PLAN } from './claude.js';
import type { Script } from './model-server.js';
import { call, finished, once, say } from './scripts.js';
import { installed } from './programs.js';

// Its program may be hundreds of megabytes away.
beforeAll(() => installed('claude'));

const SOON = { timeout: 120_000 };

const UNPLANNED = PLAN.replace('approval: plan', 'approval: none').replace(
  'workstreams:',
  'agents: { claude: { args: [--permission-mode, default] } }\nworkstreams:',
);

/** Longer than its dialog shows. */
const LONG = `touch ${Array.from({ length: 120 }, (_, at) => `file-of-a-long-name-${at}`).join(' ')}`;

const touches = once(call('Bash', { command: LONG, description: 'Touch' }));
const delegates: Script = (said) =>
  finished(said, 'Agent') > 0
    ? [say('Done.')]
    : [
        call('Agent', {
          description: 'Look',
          prompt: 'Look closer.',
          subagent_type: 'general-purpose',
        }),
      ];

const delegating: Script = (said) =>
  said.said.includes('Look closer') ? touches(said) : delegates(said);

it('has what a subagent asks shown in full, and is answered on its hook', async () => {
  await using claude = await aClaude({ script: delegating, plan: UNPLANNED });
  const { app, worktree } = claude;
  await app.run('up', '--yes');
  const asked = async () => (await app.run('approve', 'A', '--show')).stdout;
  await expect.poll(asked, SOON).toContain(`"command": "${LONG}"`);
  await app.until(({ workstreams: [a] }) => a?.state === 'waiting', 'waiting');
  expect(await app.run('approve', 'A')).toMatchObject({ code: 0 });
  await expect
    .poll(() => existsSync(join(worktree, 'file-of-a-long-name-119')))
    .toBe(true);
  await app.until(({ workstreams: [a] }) => a?.state === 'idle', 'idle');
});

it.each([
  ['says', [say('# The plan\n\n1. Say it\n'), call('ExitPlanMode', {})], '1. Say it'],
  [
    'brings',
    [call('ExitPlanMode', { plan: '# The plan\n\n1. Bring it' })],
    '1. Bring it',
  ],
])('has the plan shown that it %s, without a file of it', async (_how, blocks, text) => {
  const script: Script = (said) =>
    finished(said, 'ExitPlanMode') > 0 ? [say('Done.')] : blocks;
  await using claude = await aClaude({ script, plan: PLAN });
  const { app } = claude;
  await app.run('up', '--yes');
  const asked = async () => (await app.run('approve', 'A', '--show')).stdout;
  await expect.poll(asked, SOON).toContain(text);
  expect(await app.run('approve', 'A')).toMatchObject({ code: 0 });
  await app.until(({ workstreams: [a] }) => a?.state === 'idle', 'idle');
});

it('rests while a shell runs in its background, which is told', async () => {
  const script = once(
    call('Bash', {
      command: 'tail -f /dev/null',
      description: 'Wait',
      run_in_background: true,
    }),
  );
  const plan = UNPLANNED.replace('default]', "default, '--allowedTools=Bash']");
  await using claude = await aClaude({ script, plan });
  const { app } = claude;
  expect(await app.run('up', '--yes')).toMatchObject({ code: 0 });
  await app.until(
    ({ workstreams: [a] }) =>
      a?.state === 'idle' &&
      (a.waitsFor ?? '').includes('a shell runs in its background'),
    'idle',
  );
});
