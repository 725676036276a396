import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Status } from '../../src/domain/status.js';
import { wtmux, type Wtmux } from '../helpers/wtmux.js';

it('comes back by itself with the same states, and its agents did not notice', async () => {
  await using app = await wtmux();
  await app.run('new', 'steady', '--', 'sh', '-c', 'echo $$; exec sleep 1000');
  await app.until(
    ({ sessions, workstreams: [steady] }) =>
      sessions.length === 1 && steady?.state === 'working',
    'it is at work',
  );
  const before = await app.status();

  const killed = await app.kill('engine');
  await expect.poll(() => engineOf(app)).not.toBeOneOf([killed, 0]);
  await expect.poll(async () => (await app.run('status')).code).toBe(0);
  const after = await app.status();
  expect(after).toEqual({
    ...before,
    workstreams: before.workstreams.map((workstream) =>
      expect.objectContaining({
        id: workstream.id,
        state: workstream.state,
        session: workstream.session,
      }),
    ),
  });
});

it('does not say that nothing runs where agents outlive an engine that does not come back', async () => {
  await using app = await wtmux();
  await app.run('new', 'steady', '--', 'sh', '-c', 'exec sleep 1000');
  await app.until(({ sessions }) => sessions.length === 1, 'it is at work');
  const journal = join(app.repo.folder, '.git/wtmux/journal.jsonl');
  await rename(journal, `${journal}.kept`);
  await mkdir(journal);
  await app.kill('engine');

  const told = 'wtmux: the engine has not come back yet; agents go on in their host';
  expect(await app.run('status')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(told),
  });
});

/** Told to, it asks by its hook, and shows what it heard. */
const SCRIPT = `
read -r told
said=$(echo '{"event":"Ask"}' | sh -c "$TELL")
echo "heard $said"
echo '{"event":"Done"}' | sh -c "$TELL"
exec sleep 1000`;

const ASKER = `
command: sh
args: [-c, ${JSON.stringify(SCRIPT)}]
hooks:
  env: { TELL: '{hook}' }
  name: event
  events:
    - { on: Ask, doing: waiting, detail: your word }
    - { on: Done, doing: busy }
  answers:
    - on: Ask
      kind: permission
      text: May I?
      settledBy: Done
      yes: { say: 'yes' }
      no: { say: 'no' }
`;

it('has what an agent asked before, and the answer reaches the hook that waits', async () => {
  await using app = await wtmux();
  const agents = join(app.repo.outside, 'config/wtmux/agents');
  await mkdir(agents, { recursive: true });
  await writeFile(join(agents, 'asker.yaml'), ASKER);
  expect(await app.run('new', 'ask', '--agent', 'asker')).toMatchObject({ code: 0 });
  await app.until(is('working'), 'at work');
  await app.run('send', 'ask', 'Go on');
  await app.until(is('waiting'), 'asked');

  const killed = await app.kill('engine');
  await expect.poll(() => engineOf(app)).not.toBeOneOf([killed, 0]);
  const shown = async () => (await app.run('approve', 'ask', '--show')).stdout;
  await expect.poll(shown).toContain('May I?');

  // Whether it says that the agent went on depends on when that shows.
  const given = app.run('approve', 'ask');
  await expect
    .poll(async () => (await app.run('capture', 'ask')).stdout)
    .toContain('heard {"say":"yes"}');
  await given;
});

function is(state: string) {
  return ({ workstreams: [one] }: Status) => one?.state === state;
}

/** The process that listens as the engine; 0 when there is none. */
async function engineOf(app: Wtmux): Promise<number> {
  const processes = await app.processes();
  const engine = processes.find(({ command }) => /dist\/engine\.js/.test(command));
  return engine?.pid ?? 0;
}
