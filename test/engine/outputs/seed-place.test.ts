import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SeedPlace } from '../../../src/engine/outputs/seed-place.js';
import { aRepo, type Repo } from '../../helpers/repo.js';

const PATH = '.workflow/outputs/w/a.json';

/** As an engine that has just started has it. */
function place(repo: Repo): SeedPlace {
  return new SeedPlace(repo.folder, join(repo.outside, 'own'));
}

async function written(repo: Repo, text: string): Promise<string> {
  await mkdir(join(repo.outside, 'own'), { recursive: true });
  const left = await place(repo).writeAll([{ path: PATH, text }]);
  return left.get(PATH) ?? (await readFile(join(repo.folder, PATH), 'utf8'));
}

describe('the checkout as a place for outputs', () => {
  it('has its file replaced by the next engine, too', async () => {
    await using repo = await aRepo();
    expect(await written(repo, 'one')).toBe('one');
    expect(await written(repo, 'two')).toBe('two');
  });

  it('knows its file again after a kill before it was put in place', async () => {
    await using repo = await aRepo();
    await written(repo, 'one');
    const own = join(repo.outside, 'own');
    const memory = await readFile(join(own, 'compat.json'), 'utf8');
    await written(repo, 'two');
    // The hash of the next text was kept, and the file is still the one before.
    await writeFile(join(repo.folder, PATH), 'one');
    expect(await written(repo, 'three')).toBe('three');
    // Its memory is lost as a whole: what stands there may be anybody's.
    await writeFile(join(own, 'compat.json'), memory.slice(0, 10));
    expect(await written(repo, 'four')).toContain('not written by wtmux');
  });

  it('keeps what a person made of a file', async () => {
    await using repo = await aRepo();
    await written(repo, 'one');
    await writeFile(join(repo.folder, PATH), 'mine');
    expect(await written(repo, 'two')).toContain('was changed since');
    expect(await readFile(join(repo.folder, PATH), 'utf8')).toBe('mine');
  });

  it('follows no link, of a folder or of a file', async () => {
    await using repo = await aRepo();
    await mkdir(join(repo.outside, 'elsewhere'));
    await symlink(join(repo.outside, 'elsewhere'), join(repo.folder, '.workflow'));
    expect(await written(repo, 'one')).toBe('.workflow is no folder');
  });

  it('knows whose file stands in a place', async () => {
    await using repo = await aRepo();
    await repo.commit({ 'tracked.json': 'x' });
    await written(repo, 'one');
    await writeFile(join(repo.folder, 'mine.json'), 'x');
    const paths = [PATH, 'tracked.json', 'mine.json', 'free.json'];
    expect(await place(repo).takenAmong(paths)).toEqual(
      new Set(['tracked.json', 'mine.json']),
    );
  });

  it('keeps what git tracks', async () => {
    await using repo = await aRepo();
    await repo.commit({ [PATH]: 'tracked' });
    expect(await written(repo, 'one')).toBe('git tracks it');
  });
});
