import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { olderPart, Recording } from '../../src/host/recording.js';
import { recordingPath } from '../../src/host/recordings.js';
import { Emulator } from '../../src/screen/emulator.js';
import { aFolder } from '../helpers/folder.js';
import { screen } from '../screen/picture.js';
import { aHost, size } from './console.js';

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

  const path = recordingPath(folder.path, id);
  await expect.poll(async () => (await events(path)).length).toBeGreaterThan(2);
  await expect.poll(async () => (await replayed(path)).size).toEqual(wide);
  await expect
    .poll(async () => rowsOf(await replayed(path)))
    .toEqual(rowsOf(host.host.sessions.get(id)?.emulator));
});

it('leaves out what floods, and shows what it led to', async () => {
  await using folder = await aFolder();
  await using host = await aHost(process.env, { recordings: folder.path });
  using console = await host.connect();
  const id = await console.runs('s', 'seq 1000000; echo end; read x');
  await expect.poll(() => console.shows(id)[3], { timeout: 10_000 }).toBe('end');
  const path = recordingPath(folder.path, id);
  await expect.poll(async () => screen(await replayed(path))).toContain('end');
  expect((await readFile(path)).length).toBeLessThan(4 * 1024 * 1024);
});

it('drops its oldest part when it has grown too large, and begins the next with the screen', async () => {
  await using folder = await aFolder();
  const path = `${folder.path}/s.cast`;
  const recording = new Recording({
    path,
    size,
    snapshot: () => '\x1bcthe screen',
    failed: (error) => expect.fail(error.message),
  });
  const page = Buffer.alloc(500 * 1024, 'x');
  for (let count = 0; count < 40; count++) {
    recording.output(page);
    recording.resize(size);
    await new Promise((resolve) => setImmediate(resolve));
  }
  recording[Symbol.dispose]();
  await expect.poll(async () => (await events(path)).length).toBeGreaterThan(0);
  await expect
    .poll(async () => (await readFile(olderPart(path)).catch(() => '')).length)
    .toBeLessThan(9 * 1024 * 1024);
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

type Event = readonly [seconds: number, type: string, data: string];

async function events(path: string): Promise<readonly Event[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').slice(1, -1);
  return lines.map((line): Event => JSON.parse(line));
}

function rowsOf(emulator: Emulator | undefined) {
  return Array.from({ length: emulator?.size.rows ?? 0 }, (_, y) => emulator?.row(y));
}

async function replayed(path: string): Promise<Emulator> {
  const emulator = new Emulator({ size, scrollback: 100 });
  for (const [, type, data] of await events(path)) {
    const [columns = 0, rows = 0] = data.split('x').map(Number);
    if (type === 'r') emulator.resize({ columns, rows });
    else emulator.write(Buffer.from(data));
  }
  return emulator;
}
