import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../src/journal/journal.js';
import { aFolder } from '../helpers/folder.js';

type Entry = { readonly type: string };
const entry = (type: string): Entry => ({ type });

describe('a journal', () => {
  it('gives back what was appended, in order', async () => {
    await using folder = await aFolder();
    await write(folder.path, ['one', 'two', 'three']);
    expect(await replay(folder.path)).toEqual({
      types: ['one', 'two', 'three'],
      damaged: [],
    });
  });

  it('keeps the order of appends that nobody waits for', async () => {
    await using folder = await aFolder();
    const { journal } = await openJournal<Entry>(file(folder.path));
    const all = Array.from({ length: 500 }, (_, index) => `${index}`);
    await Promise.all(all.map((type) => journal.append(entry(type))));
    await journal[Symbol.asyncDispose]();
    expect((await replay(folder.path)).types).toEqual(all);
  });

  it('has it on the disk when append resolves', async () => {
    await using folder = await aFolder();
    const { journal } = await openJournal<Entry>(file(folder.path));
    await using _closed = journal;
    const first = journal.append(entry('one'));
    await Promise.resolve();
    // The first is being written: the second goes into another round, and waits for it.
    await journal.append(entry('two'));
    expect(await readFile(file(folder.path), 'utf8')).toContain('{"type":"two"}\n');
    await first;
  });

  it('cuts off a torn last line, and goes on after it', async () => {
    await using folder = await aFolder();
    await write(folder.path, ['one']);
    await appendFile(file(folder.path), '{"type":"tö');
    await write(folder.path, ['two']);
    expect(await replay(folder.path)).toEqual({ types: ['one', 'two'], damaged: [] });
  });

  it('reports a damaged line with its number, and reads the others', async () => {
    await using folder = await aFolder();
    await write(folder.path, ['one']);
    await appendFile(file(folder.path), 'x\n');
    await write(folder.path, ['two']);
    expect(await replay(folder.path)).toEqual({
      types: ['one', 'two'],
      damaged: [{ line: 3, text: 'x' }],
    });
  });

  it('cuts off exactly what is torn, behind damage that is no text', async () => {
    await using folder = await aFolder();
    await write(folder.path, ['one']);
    const junk = Buffer.from([0xff, 0xfe, 0x00, 0xff, 0x0a]);
    await appendFile(file(folder.path), junk);
    await write(folder.path, ['two']);
    await appendFile(file(folder.path), Buffer.from([0x7b, 0xff, 0x00]));
    await write(folder.path, ['three']);
    const { types, damaged } = await replay(folder.path);
    expect(types).toEqual(['one', 'two', 'three']);
    expect(damaged.map(({ line }) => line)).toEqual([3]);
  });

  it('takes nothing more once it could not be written', async () => {
    await using folder = await aFolder();
    const { journal } = await openJournal<Entry>(file(folder.path));
    await journal[Symbol.asyncDispose]();
    await expect(journal.append(entry('one'))).rejects.toThrow('Cannot write');
    await expect(journal.append(entry('two'))).rejects.toThrow('could not be written');
  });

  it('replays 100,000 entries', async () => {
    await using folder = await aFolder();
    await write(folder.path, []);
    const line = `${JSON.stringify({ type: 'progressed', text: 'x'.repeat(150) })}\n`;
    await appendFile(file(folder.path), line.repeat(100_000));
    expect((await replay(folder.path)).types).toHaveLength(100_000);
  });

  it('leaves a journal alone that another version wrote', async () => {
    await using folder = await aFolder();
    await write(folder.path, []);
    await writeFile(file(folder.path), '{"wtmux":"journal","version":9}\n');
    await expect(openJournal(file(folder.path))).rejects.toThrow('this version');
  });

  it('is readable by its owner alone', async () => {
    await using folder = await aFolder();
    await write(folder.path, []);
    expect((await stat(file(folder.path))).mode & 0o777).toBe(0o600);
  });
});

const file = (folder: string) => join(folder, 'deep', 'journal.jsonl');

async function write(folder: string, types: readonly string[]): Promise<void> {
  const { journal } = await openJournal<Entry>(file(folder));
  for (const type of types) await journal.append(entry(type));
  await journal[Symbol.asyncDispose]();
}

async function replay(folder: string) {
  const { journal, entries, damaged } = await openJournal<Entry>(file(folder));
  await journal[Symbol.asyncDispose]();
  return { types: entries.map(({ type }) => type), damaged };
}
