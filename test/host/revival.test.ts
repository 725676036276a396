/** A session that takes the place of one that ended, or was lost with its host. */
import { cp, readFile, utimes, writeFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { sessionId, type SessionId } from '../../src/domain/ids.js';
import { Emulator } from '../../src/screen/emulator.js';
import { eventLine, headerLine } from '../../src/host/cast.js';
import { recordingPath } from '../../src/host/recordings.js';
import { markAfter } from '../../src/host/revival.js';
import { aFolder } from '../helpers/folder.js';
import { aHost, size, type Console } from './console.js';

const WIDE = { columns: 80, rows: 6 };
const MARK: readonly unknown[] = [
  expect.stringMatching(/^── recorded until \d{4}-\d\d-\d\d \d\d:\d\d$/),
  expect.stringMatching(/^── started again \d{4}-\d\d-\d\d \d\d:\d\d$/),
];

const RECORDED = {
  title: '',
  size,
  startedAt: 0,
  length: 0,
  until: 0,
  events: () => [],
  end: { bytes: 0, seconds: 0 },
};

it('has the past of a lost one above a mark, to be read and searched', async () => {
  await using folder = await aFolder();
  const [early, later] = [`${folder.path}/early`, `${folder.path}/later`];
  {
    await using host = await aHost(process.env, { recordings: early });
    using console = await host.connect();
    const id = await console.runs('w.1', 'seq 3000; printf "\\033[?1000h\\033[31m"; cat');
    const recording = recordingPath(early, id);
    await expect
      .poll(() => readFile(recording, 'utf8').catch(() => ''))
      .toContain('[31m');
    // The files of a host that is killed, which gets no chance to end them.
    await cp(early, later, { recursive: true });
  }
  await using host = await aHost(process.env, { recordings: later });
  using console = await host.connect();
  const id = sessionId('w.2');
  await console.peer.ask({ type: 'view', panes: [{ session: id, size: WIDE }] });
  await follows(console, ['w.2', 'w.1'], 'echo again; cat');

  await expect.poll(() => console.shows(id)[2]).toBe('again');
  const lines = await textOf(console, id);
  const end = lines.indexOf('3000');
  expect(lines.slice(end)).toEqual(['3000', ...MARK, 'again']);
  expect(lines.slice(0, 3)).toEqual(['1', '2', '3']);
  // Rules that read the screen find nothing of before on it.
  expect(console.shows(id).slice(0, 3)).toEqual([...MARK, 'again']);
  const search = {
    type: 'search',
    session: id,
    text: '1234',
    ignoreCase: false,
  } as const;
  expect(await console.peer.ask(search)).toMatchObject({ value: { total: 1 } });
  expect(host.host.sessions.get(id)?.emulator.modes.mouse).toBe('none');
});

it('keeps the pasts of all before, and of the ended ones only the last', async () => {
  await using folder = await aFolder();
  await using host = await aHost(process.env, { recordings: folder.path });
  using console = await host.connect();
  await console.runs('w.1', 'echo one');
  await ended(console, 'w.1');
  await follows(console, ['w.2', 'w.1'], 'echo two');
  await ended(console, 'w.2');
  const id = await follows(console, ['w.3', 'w.2'], 'echo three');
  await ended(console, 'w.3');

  const lines = await textOf(console, id);
  expect(lines.filter((line) => line !== '')).toEqual([
    'one',
    ...MARK,
    'two',
    ...MARK,
    'three',
  ]);
  expect(host.host.sessions.records().map((session) => session.id)).toEqual([
    'w.2',
    'w.3',
  ]);
});

it('says until when it was recorded, however long it stood still before', async () => {
  await using folder = await aFolder();
  const path = recordingPath(folder.path, sessionId('w.1'));
  const event = eventLine({ type: 'output', seconds: 1, text: 'one\r\n' });
  const header = headerLine({ size, startedAt: 0, title: 'w.1', continues: false });
  await writeFile(path, header + event);
  const until = new Date(2026, 4, 17, 12, 34);
  await utimes(path, until, until);
  await using host = await aHost(process.env, { recordings: folder.path });
  using console = await host.connect();
  const id = await follows(console, ['w.2', 'w.1'], 'cat');
  expect(await textOf(console, id)).toContain('── recorded until 2026-05-17 12:34');
});

it('holds no recording in memory that it has played', async () => {
  await using folder = await aFolder();
  const event = eventLine({ type: 'output', seconds: 1, text: 'x\r'.repeat(32 * 1024) });
  const header = headerLine({ size, startedAt: 0, title: 'w.1', continues: false });
  const recording = header + event.repeat(64);
  await writeFile(recordingPath(folder.path, sessionId('w.1')), recording);
  await using host = await aHost(process.env, { recordings: folder.path });
  using console = await host.connect();
  const before = bufferBytes();
  await follows(console, ['w.2', 'w.1'], 'cat');
  await expect.poll(bufferBytes).toBeLessThan(before + recording.length / 4);
});

it('starts without a past when nothing was recorded', async () => {
  await using folder = await aFolder();
  await using host = await aHost(process.env, { recordings: folder.path });
  using console = await host.connect();
  const id = await follows(console, ['w.2', 'w.1'], 'echo alone');
  await ended(console, 'w.2');
  expect(await textOf(console, id)).toEqual(['alone']);
});

it.each([
  ['a full-screen program', '\x1b[?1049h\x1b[2;3Hits screen'],
  ['what asked for mouse and keys', '\x1b[?1003h\x1b[?1006h\x1b[>5u\x1b[>4;2m'],
  ['what asked for pastes and focus', '\x1b[?2004h\x1b[?1004h\x1b[?1h\x1b='],
  ['a cut sequence', 'text\x1b]0;a title that nev'],
  ['a frame that never ended', '\x1b[?2026h half'],
  ['a scroll region and origin mode', '\x1b[2;3r\x1b[?6h\x1b(0'],
  ['colours of its own', '\x1b]11;#400000\x07\x1b]12;#00ff00\x07\x1b]4;1;#ffffff\x07'],
  ['a hidden cursor in colour', '\x1b[?25l\x1b[3 q\x1b[44m'],
  ['tab stops of its own', '\x1b[3g\x1b[5G\x1bH'],
  ['tab stops on its full screen', '\x1b[?1049h\x1b[3g'],
  ['pushed kitty flags', '\x1b[>1u\x1b[>5u\x1b[?1049h\x1b[>31u\x1b[>1u'],
])('leaves nothing of %s but its text', (_what, bytes) => {
  const fresh = new Emulator({ size, scrollback: 10 });
  const emulator = new Emulator({ size, scrollback: 10 });
  emulator.write(Buffer.from(bytes));
  emulator.write(Buffer.from(markAfter(emulator, RECORDED, 0)));

  const { modes, synchronized, cursor } = emulator;
  expect({ modes, synchronized, cursor: { ...cursor, row: 0 } }).toEqual({
    modes: fresh.modes,
    synchronized: false,
    cursor: fresh.cursor,
  });
  // A tab, and back to the keys of whoever pushed others.
  emulator.write(Buffer.from('\tx\x1b[<u'));
  fresh.write(Buffer.from('\tx\x1b[<u'));
  expect(emulator.row(cursor.row)).toEqual(fresh.row(0));
  expect(emulator.modes).toEqual(modes);
});

it('leaves a mark that a pane shows whole when it gets narrower', () => {
  const emulator = new Emulator({ size: { columns: 80, rows: 6 }, scrollback: 10 });
  emulator.write(Buffer.from(`${markAfter(emulator, RECORDED, 0)}$ `));
  emulator.resize({ columns: 38, rows: 6 });
  expect(emulator.text({ scrollback: false }).slice(0, 3)).toEqual([...MARK, '$']);
});

/** Starts a script in the place of an ended session. */
async function follows(
  console: Console,
  [name, before]: readonly [string, string],
  script: string,
): Promise<SessionId> {
  const session = sessionId(name);
  const command = ['sh', '-c', script];
  const started = await console.peer.ask({
    type: 'spawn',
    session,
    command,
    cwd: '/',
    env: {},
    size: WIDE,
    follows: sessionId(before),
  });
  expect(started).toMatchObject({ ok: true });
  return session;
}

/** What is not garbage of all buffers. */
function bufferBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  return process.memoryUsage().arrayBuffers;
}

async function textOf(console: Console, session: SessionId): Promise<readonly string[]> {
  const captured = await console.peer.ask({ type: 'capture', session, scrollback: true });
  return captured.ok ? captured.value.lines : [];
}

function ended(console: Console, name: string): Promise<void> {
  return expect
    .poll(() => console.knows(sessionId(name)))
    .toMatchObject({ session: { status: { type: 'exited' } } });
}
