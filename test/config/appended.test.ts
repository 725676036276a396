import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readAppended, UNREAD, type Mark } from '../../src/config/appended.js';
import { filesLike } from '../../src/config/file-pattern.js';
import { aFolder } from '../helpers/folder.js';

const limits = { lineBytes: 1_000_000, atOnceBytes: 4_000_000 };

/** What is read of a file each time, beginnings of lines only. */
function reader(file: string) {
  let mark: Mark = UNREAD;
  return async () => {
    const lines: string[] = [];
    const take = (line: Buffer) => lines.push(line.toString('utf8', 0, 9));
    const read = await readAppended(file, mark, { take, limits });
    mark = read?.mark ?? mark;
    return [...lines, ...(read?.more ? ['more'] : [])];
  };
}

it('gives each line once, when it is whole', async () => {
  await using folder = await aFolder();
  const file = join(folder.path, 'a.jsonl');
  const read = reader(file);
  expect(await read()).toEqual([]);
  await writeFile(file, 'one\ntwo\nthr');
  expect(await read()).toEqual(['one', 'two']);
  expect(await read()).toEqual([]);
  await appendFile(file, 'ee ü\n\nfour');
  expect(await read()).toEqual(['three ü', '']);
  await appendFile(file, '\n');
  expect(await read()).toEqual(['four']);
});

it('passes over a line that is too long, and reads no more at once than it may', async () => {
  await using folder = await aFolder();
  const file = join(folder.path, 'a.jsonl');
  const read = reader(file);
  const long = 'x'.repeat(2_500_000);
  await writeFile(file, `one\n${long}`);
  expect(await read()).toEqual(['one']);
  await appendFile(file, `${long}\nlast\n`);
  expect(await read()).toEqual(['last']);
  const lines = Array.from({ length: 50 }, (_, at) => `${at} ${'y'.repeat(100_000)}\n`);
  await appendFile(file, lines.join(''));
  const first = await read();
  expect(first.at(-1)).toBe('more');
  expect([...first.slice(0, -1), ...(await read())]).toEqual(
    lines.map((line) => line.slice(0, 9)),
  );
});

it('begins anew in a file that is shorter than before', async () => {
  await using folder = await aFolder();
  const file = join(folder.path, 'a.jsonl');
  const read = reader(file);
  await writeFile(file, 'one\ntwo\n');
  await read();
  await writeFile(file, 'new\n');
  expect(await read()).toEqual(['new']);
});

it('finds the files that a pattern names, those of the last folders first', async () => {
  await using folder = await aFolder();
  const make = async (day: string, name: string) => {
    await mkdir(join(folder.path, day), { recursive: true });
    await writeFile(join(folder.path, day, name), '');
  };
  for (const day of ['01', '02', '03']) await make(day, `log-${day}.jsonl`);
  await make('03', 'log-04.jsonl');
  await make('03', 'other.jsonl');
  const like = async (pattern: string) => {
    const found = await filesLike(`${folder.path}/${pattern}`);
    return found.map((path) => path.slice(folder.path.length + 1));
  };
  expect(await like('*/log-*.jsonl')).toEqual([
    '03/log-04.jsonl',
    '03/log-03.jsonl',
    '02/log-02.jsonl',
  ]);
  expect(await like('none/*.jsonl')).toEqual([]);
  expect(await like('01/x.jsonl')).toEqual(['01/x.jsonl']);
});
