import { expect, it } from 'vitest';
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

  const killed = await engineOf(app);
  process.kill(killed, 'SIGKILL');

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

/** The process that listens as the engine; 0 when there is none. */
async function engineOf(app: Wtmux): Promise<number> {
  const processes = await app.processes();
  const engine = processes.find(({ command }) => /dist\/engine\.js/.test(command));
  return engine?.pid ?? 0;
}
