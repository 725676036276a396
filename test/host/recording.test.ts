import { readdir, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import {
  MAX_RECORDINGS_BYTES,
  RECORDED_BURST_BYTES,
  RECORDED_BYTES_PER_SECOND,
} from '../../src/host/limits.js';
import { headerLine } from '../../src/host/cast.js';
import { readRecorded } from '../../src/host/recorded.js';
import { olderPart } from '../../src/host/recording.js';
import { recordingPath, Recordings } from '../../src/host/recordings.js';
import type { Emulator } from '../../src/screen/emulator.js';
import { sessionId } from '../../src/domain/ids.js';
import { aFolder } from '../helpers/folder.js';
import { aHost, size } from './console.js';
import { aRecording, done, played, written } from './a-recording.js';

/** What the ends of short lines take in JSON, and a screen with the lines above it. */
const LINE_ENDS = 1.5;

const SCREEN_BYTES = 128 * 1024;

const slowly =
  'i=0; while [ $i -lt 30 ]; do printf "\\033[3${i}mline $i 漢🚀\\n"; i=$((i+1)); done';

it('replays to the same screen, through changes of size', async () => {
  await using folder = await aFolder();
  await using host = await aHost(process.env, { recordings: folder.path });
  using console = await host.connect();
  const id = await console.runs(
    'a/b',
    `${slowly}; read x; printf '\\033[7mmore\\n'; read x`,
  );
  await expect.poll(() => console.shows(id)[3]).toContain('line 29');
  const wide = { columns: 60, rows: 8 };
  await console.peer.ask({ type: 'view', panes: [{ session: id, size: wide }] });
  console.types(id, '\r');
  await expect.poll(() => console.shows(id).join('')).toContain('more');
  console.types(id, '\r');
  await expect
    .poll(() => console.knows(id))
    .toMatchObject({ session: { status: { type: 'exited' } } });
  await host.host.sessions.get(id)?.recorded();

  const emulator = await played(recordingPath(folder.path, id));
  expect(emulator.size).toEqual(wide);
  expect(rowsOf(emulator)).toEqual(rowsOf(host.host.sessions.get(id)?.emulator));
});

it('is its owner’s alone', async () => {
  await using folder = await aFolder();
  const recordings = `${folder.path}/new/recordings`;
  await using host = await aHost(process.env, { recordings });
  using console = await host.connect();
  const id = await console.runs('s', 'echo secret; read x');
  await expect.poll(() => console.shows(id)[0]).toBe('secret');
  const path = recordingPath(recordings, id);
  await expect.poll(() => modeOf(path)).toBe(0o600);
  expect(await modeOf(recordings)).toBe(0o700);
});

it('shows what a flood led to, with the lines above', async () => {
  await using folder = await aFolder();
  await using host = await aHost(process.env, { recordings: folder.path });
  using console = await host.connect();
  const id = await console.runs('s', 'seq 300000; echo end; read x');
  await expect.poll(() => console.shows(id)[3]).toBe('end');
  const path = recordingPath(folder.path, id);
  const text = async () => (await played(path)).text({ scrollback: true });
  await expect.poll(text).toEqual(expect.arrayContaining(['299500', '300000', 'end']));
  const cast = await readFile(path, 'utf8');
  // A machine with much to do takes longer to flood, and more of it may be recorded.
  const seconds = Number(
    /^\[([\d.]+)/.exec(cast.trimEnd().split('\n').at(-1) ?? '')?.[1],
  );
  const allowed = RECORDED_BURST_BYTES + seconds * RECORDED_BYTES_PER_SECOND;
  const shown = (seconds + 1) * SCREEN_BYTES;
  expect(cast.length).toBeLessThan(allowed * LINE_ENDS + shown);
});

it('drops its oldest part when it has grown too large, and goes on in the next', async () => {
  await using folder = await aFolder();
  const path = `${folder.path}/s.cast`;
  const recording = aRecording({ path, partBytes: 10_000 });
  for (let page = 0; page < 40; page++) {
    recording.output(Buffer.from(`page ${page}${' '.repeat(1000)}\r\n`));
    recording.resize(size);
    // At the disk's pace, or pages would wait for it and come into one part.
    await expect.poll(() => written(path), { interval: 1 }).toContain(`page ${page} `);
  }
  await done(recording);
  const parts = await Promise.all([path, olderPart(path)].map((part) => stat(part)));
  for (const part of parts) expect(part.size).toBeLessThan(12_000);

  const text = (await played(path)).text({ scrollback: true });
  const pages = text.flatMap((line) => /page (\d+)/.exec(line)?.[1] ?? []).map(Number);
  // Each once: those of the part before, and of this one, without the screen it begins with.
  expect(pages).toEqual(
    Array.from({ length: pages.length }, (_, at) => at + (pages[0] ?? 0)),
  );
  expect(pages.at(-1)).toBe(39);
  expect(pages.length).toBeGreaterThan(9);
  expect(await readFile(path, 'utf8')).toContain('the screen');
});

it('leaves out what a slow disk has no room for, and shows the screen once it has', async () => {
  await using folder = await aFolder();
  const path = `${folder.path}/s.cast`;
  using recording = aRecording({ path });
  // Nothing is written before the file is open, which it is not in this turn.
  recording.output(Buffer.from('\x1b'.repeat(1_000_000)));
  recording.resize({ columns: 60, rows: 8 });
  recording.output(Buffer.from('left out'));
  recording.resize({ columns: 70, rows: 9 });

  const lines = async () => (await readFile(path, 'utf8')).trimEnd().split('\n').slice(1);
  await expect.poll(async () => (await lines()).at(-1)).toContain('the screen');
  expect((await lines()).map((line) => line.slice(-30))).toEqual([
    expect.stringContaining('\\u001b'),
    expect.stringContaining('"r","60x8"'),
    expect.stringContaining('"r","70x9"'),
    expect.stringContaining('the screen'),
  ]);
});

it('goes on where a killed host left it, half a line included', async () => {
  await using folder = await aFolder();
  const path = `${folder.path}/s.cast`;
  await done(aRecording({ path }), 'one\r\n');
  await writeFile(path, '[1.5, "o", "tw', { flag: 'a' });

  const torn = await readRecorded(path);
  await done(aRecording({ path, goesOn: torn?.end }), 'three');

  expect((await played(path)).text({ scrollback: true })).toEqual(['one', 'three']);
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const [header, ...events] = lines.map((line): unknown => JSON.parse(line));
  expect(header).toMatchObject({ version: 2, width: 40, height: 5 });
  const times = events.map((event) => (Array.isArray(event) ? Number(event[0]) : NaN));
  expect(times).toEqual(times.toSorted((one, other) => one - other));
});

it.each([
  ['nothing', ''],
  ['half a header', '{"version": 2, "wid'],
  ['something else', 'hello\nworld\n'],
])('is none where the file holds %s', async (_what, content) => {
  await using folder = await aFolder();
  await writeFile(`${folder.path}/s.cast`, content);
  expect(await readRecorded(`${folder.path}/s.cast`)).toBeUndefined();
});

it('keeps all recordings within a budget: the oldest go, and none that is written', async () => {
  await using folder = await aFolder();
  const recordings = new Recordings({ folder: folder.path, budget: 2500 });
  for (const [at, name] of ['a', 'b', 'c', 'd'].entries()) {
    const { path } = recordings.begin(sessionId(name));
    await writeFile(path, 'x'.repeat(1000));
    // A file system tells no two moments apart that are close.
    await utimes(path, at, at);
    if (name !== 'a') recordings.end(sessionId(name));
  }
  recordings.begin(sessionId('e'));
  expect((await readdir(folder.path)).toSorted()).toEqual(['a.cast', 'c.cast', 'd.cast']);
});

it('goes on with the oldest of all where the budget is spent', async () => {
  await using folder = await aFolder();
  const recordings = new Recordings({ folder: folder.path, budget: 2500 });
  const header = headerLine({ size, startedAt: 0, title: 'a', continues: false });
  for (const name of ['a', 'b', 'c']) {
    const { path } = recordings.begin(sessionId(name));
    await writeFile(path, header.padEnd(1000));
    await utimes(path, 1, name === 'a' ? 1 : 2);
    recordings.end(sessionId(name));
  }
  const end = { bytes: header.length, seconds: 0 };
  const recorded = {
    title: 'a',
    size,
    startedAt: 0,
    length: 0,
    until: 0,
    events: () => [],
    end,
  };
  const { path } = recordings.goOn(sessionId('d'), sessionId('a'), recorded);
  expect(await readFile(path, 'utf8')).toContain(header.trim());
});

it('is kept also of a session that was started again under its name', async () => {
  await using folder = await aFolder();
  await using host = await aHost(process.env, { recordings: folder.path });
  using console = await host.connect();
  const id = await console.runs('s', 'exit 0');
  await expect
    .poll(() => console.knows(id))
    .toMatchObject({ session: { status: { type: 'exited' } } });
  await console.runs('s', 'cat');
  await expect.poll(() => readdir(folder.path)).toContain('s.cast');

  const newest = `${folder.path}/newest.cast`;
  await writeFile(newest, '');
  await truncate(newest, MAX_RECORDINGS_BYTES);
  await utimes(newest, Date.now(), Date.now());
  await console.runs('other', 'exit 0');
  const names = await readdir(folder.path);
  expect(names).toContain('s.cast');
  expect(names).not.toContain('s.older.cast');
});

it('ends, and the program goes on, when it cannot be written', async () => {
  await using folder = await aFolder();
  await writeFile(`${folder.path}/file`, '');
  await using host = await aHost(process.env, {
    recordings: `${folder.path}/file/recordings`,
  });
  using console = await host.connect();
  const id = await console.runs('s', 'echo fine; read x');
  await expect.poll(() => console.shows(id)[0]).toBe('fine');
  expect(host.logged).toContain('session s cannot be recorded');
});

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

function rowsOf(emulator: Emulator | undefined) {
  return Array.from({ length: emulator?.size.rows ?? 0 }, (_, y) => emulator?.row(y));
}
