/** The console's ends of its conversations, with a host that comes and goes. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Link } from '../../src/console/link.js';
import { performPast } from '../../src/console/perform-past.js';
import { isEndedGuest } from '../../src/console/guest.js';
import { PastFiles } from '../../src/console/past-files.js';
import { openPast } from '../../src/console/perform-editor.js';
import { openShell } from '../../src/console/perform-shell.js';
import type { ConsoleEvent } from '../../src/console/event.js';
import type { SessionId } from '../../src/domain/ids.js';
import { listen } from '../../src/connection/socket.js';
import { startHost } from '../../src/host/host.js';
import { encode } from '../../src/protocol/codec.js';
import { PROTOCOL_VERSION } from '../../src/protocol/envelope.js';
import { historyRows } from '../../src/protocol/history.js';
import type { HostAnswers, HostEvent, HostRequest } from '../../src/protocol/host.js';
import { aFolder } from '../helpers/folder.js';
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

it('does not ask one of another version again and again, but says so', async () => {
  await using folder = await aFolder();
  const socketPath = join(folder.path, 'own', 'a.sock');
  let asked = 0;
  using _strange = await listen(socketPath, (socket) => {
    asked++;
    socket.write(encode(hello(PROTOCOL_VERSION - 1)));
    socket.once('data', () => socket.destroy()).on('error', () => {});
  });
  const whys: string[] = [];
  using link = new Link<HostRequest, HostAnswers, HostEvent>({
    socketPath,
    program: 'test',
    handlers: {},
    changed: () => void link.ask({ type: 'sessions' }),
    stranger: ({ message }) => whys.push(message),
  });
  await expect.poll(() => whys).toHaveLength(1);
  expect(whys[0]).toContain('the host that runs here is of another version of wtmux');
  const before = asked;
  expect(await link.ask({ type: 'sessions' })).toMatchObject({ ok: false });
  expect([before, asked]).toEqual([1, 1]);
});

function hello(version: number) {
  return {
    type: 'message',
    message: { type: 'hello', version, program: 'host' },
  } as const;
}

it('copies lines that no pane holds, and no more than a clipboard takes', async () => {
  await using place = await aHost();
  using link = aLink(place.socketPath);
  using console = await place.connect();
  const session = await console.runs('w', 'seq 1 3000; read line');
  await expect.poll(async () => (await captured(link, session)).at(-1)).toContain('3000');
  const copied: string[] = [];
  const around = { host: link, copy: (text: string) => copied.push(text) };
  const from = { line: 0, column: 0 };

  const read = await link.ask({ type: 'history', session, from: 0, count: 0 });
  const numbering = read.ok ? read.value.extent.numbering : -1;
  const shape = 'flow';
  const range = { shape, from, to: { line: 1499, column: 1 } } as const;
  const atHand = { from: 0, rows: [] };
  const told = await performPast(
    { type: 'copy', session, range, numbering, atHand },
    around,
  );
  expect(copied[0]?.split('\n').length).toBe(1500);
  expect(copied[0]?.startsWith('1\n2\n3\n')).toBe(true);
  expect(told).toMatchObject({ type: 'noticed', notice: { text: 'copied 1500 lines' } });

  const gone = {
    ...range,
    from: { line: 9000, column: 0 },
    to: { line: 9001, column: 0 },
  };
  const refused = await performPast(
    { type: 'copy', session, range: gone, numbering, atHand },
    around,
  );
  expect(refused).toMatchObject({
    notice: { text: 'not copied: what is selected is no longer kept' },
  });
  expect(copied).toHaveLength(1);
});

it('copies what was at hand when it was selected, though its program has flooded since', async () => {
  await using place = await aHost();
  using link = aLink(place.socketPath);
  using console = await place.connect();
  const session = await console.runs('w', 'seq 300; read line; seq 30000; read line');
  await expect.poll(async () => (await captured(link, session)).at(-1)).toBe('300');
  const read = await link.ask({ type: 'history', session, from: 100, count: 100 });
  const rows = read.ok ? historyRows(read.value) : [];
  const numbering = read.ok ? read.value.extent.numbering : -1;
  console.types(session, '\r');
  await expect.poll(() => console.shows(session)[3]).toBe('30000');

  const copied: string[] = [];
  const around = { host: link, copy: (text: string) => copied.push(text) };
  const copy = async (from: number, to: number) => {
    const start = { line: from, column: 1 };
    const range = { shape: 'flow', from: start, to: { line: to, column: 1 } } as const;
    const atHand = { from: 100, rows };
    return performPast({ type: 'copy', session, range, numbering, atHand }, around);
  };
  expect(await copy(109, 111)).toMatchObject({ notice: { text: 'copied 3 lines' } });
  expect(copied[0]).toBe('10\n111\n11');
  expect(await copy(90, 100)).toMatchObject({
    notice: { text: 'copied 2 characters; 10 more are no longer kept' },
  });
  expect(copied[1]).toBe('10');
  expect(await copy(10, 20)).toMatchObject({
    notice: { text: 'not copied: what is selected is no longer kept' },
  });
});

it('opens the person’s shell in a folder, and knows it when it has ended', async () => {
  await using place = await aHost();
  using link = aLink(place.socketPath);
  await expect.poll(async () => (await link.ask({ type: 'sessions' })).ok).toBe(true);
  const events: ConsoleEvent[] = [];
  const around = {
    host: link,
    env: { SHELL: '/bin/true' },
    dispatch: (event: ConsoleEvent) => events.push(event),
  };
  await openShell(place.folder, around);
  expect(events.map(({ type }) => type)).toEqual(['session', 'focusSession']);
  await expect
    .poll(async () => {
      const sessions = await link.ask({ type: 'sessions' });
      return sessions.ok && sessions.value.map(isEndedGuest);
    })
    .toEqual([true]);

  const nowhere = `${place.folder}/nowhere`;
  await openShell(nowhere, around);
  expect(events.at(-1)).toMatchObject({ type: 'noticed', notice: { level: 'error' } });
});

it('opens a whole past in the person’s editor, at the line that was looked at', async () => {
  await using place = await aHost();
  using link = aLink(place.socketPath);
  using console = await place.connect();
  const session = await console.runs(
    'w',
    `seq 1 3000; printf '%0200d\\n' 7; echo after; read line`,
  );
  await expect.poll(async () => (await captured(link, session)).at(-1)).toBe('after');
  const events: ConsoleEvent[] = [];
  const pastFiles = new PastFiles(join(place.folder, 'pasts'));
  const around = {
    host: link,
    env: { EDITOR: '/bin/echo "two words" $HOME;' },
    pastFiles,
    dispatch: (event: ConsoleEvent) => events.push(event),
  };
  const effect = { type: 'openPast', session, folder: place.folder } as const;
  await openPast({ ...effect, program: 'editor', line: 41 }, around);
  const [came] = events.flatMap((event) =>
    event.type === 'session' ? event.session : [],
  );
  const file = pastFiles.pathOf(came?.id ?? session);
  expect(came?.command).toEqual(['/bin/echo', 'two words', '$HOME;', file]);
  const lines = (await readFile(file, 'utf8')).split('\n');
  expect([lines[0], lines[2999], lines[3000]?.length, lines[3001], lines.length]).toEqual(
    ['1', '3000', 200, 'after', 3003],
  );
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(join(place.folder, 'pasts'))).mode & 0o777).toBe(0o700);

  const pager = { ...around, env: { PAGER: 'less -S' } };
  await openPast({ ...effect, program: 'pager' }, pager);
  await openPast({ ...effect, program: 'pager', line: 41 }, pager);
  const commands = events.flatMap((event) =>
    event.type === 'session' ? [event.session.command.slice(0, 3)] : [],
  );
  expect(commands.slice(1)).toEqual([
    ['less', '-S', '+G'],
    ['less', '-S', '+42g'],
  ]);
  await openPast(
    { ...effect, program: 'editor', line: 41 },
    { ...around, env: { VISUAL: 'nowhere/vim' } },
  );
  expect(events.slice(-2)).toMatchObject([
    { type: 'noticed', notice: { level: 'error' } },
    { type: 'forgotten' },
  ]);
  expect(await readdir(join(place.folder, 'pasts'))).toHaveLength(3);
});

function aLink(socketPath: string, changed: (state: string) => void = () => {}) {
  return new Link<HostRequest, HostAnswers, HostEvent>({
    socketPath,
    program: 'test',
    handlers: { event: () => {} },
    changed,
    stranger: () => {},
  });
}

async function captured(
  link: ReturnType<typeof aLink>,
  session: SessionId,
): Promise<readonly string[]> {
  const answer = await link.ask({ type: 'capture', session, scrollback: true });
  return answer.ok ? answer.value.lines : [];
}
