/** The console's ends of its conversations, with a host that comes and goes. */
import { expect, it } from 'vitest';
import { Link } from '../../src/console/link.js';
import { performPast } from '../../src/console/perform-past.js';
import { isEndedShell, openShell } from '../../src/console/perform-shell.js';
import type { ConsoleEvent } from '../../src/console/event.js';
import { workstreamId, type SessionId } from '../../src/domain/ids.js';
import { startHost } from '../../src/host/host.js';
import type { HostAnswers, HostEvent, HostRequest } from '../../src/protocol/host.js';
import { aHost } from '../host/console.js';

it('comes back to a host that went, and refuses meanwhile', async () => {
  await using place = await aHost();
  const states: string[] = [];
  using link = aLink(place.socketPath, (state) => states.push(state));
  expect(await link.ask({ type: 'sessions' })).toMatchObject({ ok: false });
  await expect.poll(() => states).toEqual(['up']);
  expect(await link.ask({ type: 'sessions' })).toMatchObject({ ok: true });

  await place.host.close();
  await expect.poll(() => states).toEqual(['up', 'lost']);
  const away = { kind: 'failed', message: 'not connected; try again in a moment' };
  expect(await link.ask({ type: 'sessions' })).toEqual({ ok: false, failure: away });

  const again = await startHost({
    socketPath: place.socketPath,
    env: process.env,
    log: () => {},
  });
  await expect.poll(() => states).toEqual(['up', 'lost', 'up']);
  await again?.close();
});

it('copies lines that no pane holds, and no more than a clipboard takes', async () => {
  await using place = await aHost();
  using link = aLink(place.socketPath);
  using console = await place.connect();
  const session = await console.runs('w', 'seq 1 3000; read line');
  await expect.poll(async () => (await captured(link, session)).at(-1)).toContain('3000');
  const copied: string[] = [];
  const around = { host: link, copy: (text: string) => copied.push(text) };
  const from = { line: 0, column: 0 };

  const range = { from, to: { line: 1499, column: 1 } };
  const told = await performPast({ type: 'copy', session, range }, around);
  expect(copied[0]?.split('\n').length).toBe(1500);
  expect(copied[0]?.startsWith('1\n2\n3\n')).toBe(true);
  expect(told).toMatchObject({ type: 'noticed', notice: { text: 'copied 1500 lines' } });
});

it('opens the person’s shell in a folder, and knows it when it has ended', async () => {
  await using place = await aHost();
  using link = aLink(place.socketPath);
  await expect.poll(async () => (await link.ask({ type: 'sessions' })).ok).toBe(true);
  const events: ConsoleEvent[] = [];
  const around = {
    host: link,
    shell: '/bin/true',
    dispatch: (event: ConsoleEvent) => events.push(event),
  };
  const workstream = workstreamId('A');
  await openShell({ type: 'openShell', workstream, folder: place.folder }, around);
  expect(events.map(({ type }) => type)).toEqual(['session', 'focusSession']);
  await expect
    .poll(async () => {
      const sessions = await link.ask({ type: 'sessions' });
      return sessions.ok && sessions.value.map(isEndedShell);
    })
    .toEqual([true]);

  const nowhere = `${place.folder}/nowhere`;
  await openShell({ type: 'openShell', workstream, folder: nowhere }, around);
  expect(events.at(-1)).toMatchObject({ type: 'noticed', notice: { level: 'error' } });
});

function aLink(socketPath: string, changed: (state: string) => void = () => {}) {
  return new Link<HostRequest, HostAnswers, HostEvent>({
    socketPath,
    program: 'test',
    handlers: { event: () => {} },
    changed,
  });
}

async function captured(
  link: ReturnType<typeof aLink>,
  session: SessionId,
): Promise<readonly string[]> {
  const answer = await link.ask({ type: 'capture', session, scrollback: true });
  return answer.ok ? answer.value.lines : [];
}
