import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { aFolder } from '../helpers/folder.js';
import { putInPlace } from './programs.js';

it.each([
  ['is put where none is', undefined, 'ours'],
  ['leaves the one that another run put there first', 'whole', 'whole'],
  ['takes the place of one that was cut off', 'cut off', 'ours'],
])('a program %s', async (_what, before, after) => {
  await using folder = await aFolder();
  const [half, place] = [join(folder.path, 'half'), join(folder.path, 'place')];
  const read = () => readFile(join(place, 'program'), 'utf8');
  await mkdir(half);
  await writeFile(join(half, 'program'), 'ours');
  if (before !== undefined) {
    await mkdir(place);
    await writeFile(join(place, 'program'), before);
  }
  await putInPlace(half, place, async () => (await read()) === 'whole');
  expect(await read()).toBe(after);
  expect(await readdir(folder.path)).toEqual(['place']);
});
