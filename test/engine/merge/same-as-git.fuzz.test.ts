import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mergeWave } from '../../../src/engine/merge/merge-wave.js';
import { aRepo, isolatedGit, type Files, type Repo } from '../../helpers/repo.js';
import { random, type Random } from '../../helpers/random.js';
import { contextOf, wave } from './wave.js';

/** Seeds that once failed stay here; the others are new on every run. */
const regressions: readonly number[] = [];
const fresh = Array.from({ length: 12 }, () => Math.floor(Math.random() * 1e6));

const NAMES = ['a', 'b', 'c', 'dir/d', 'dir/e', 'dir/sub/f'] as const;

it.each([...regressions, ...fresh])(
  'a wave has the tree, or the conflicts, of a sequence of git merge --no-ff (seed %i)',
  async (seed) => {
    await using repo = await aRepo();
    const members = await grow(repo, random(seed));
    const expected = await mergedByGit(repo, members);

    const report = await mergeWave(await contextOf(repo), wave(members));

    const tree = report.state === 'landed' ? await repo.tip('integration^{tree}') : '';
    const conflicts = report.conflicts.map(({ path }) => path).toSorted();
    expect({ tree, conflicts }).toEqual(expected);
  },
);

/** Two to five branches that edit, add, delete and rename the same few files. */
async function grow(repo: Repo, chance: Random): Promise<readonly string[]> {
  await repo.commit(Object.fromEntries(NAMES.map((name) => [name, lines(name, 12)])));
  const branches: string[] = [];
  for (let n = 0; n < chance.between(2, 5); n++) {
    const from = branches.length > 0 && chance.chance(0.3) ? branches.at(-1) : 'main';
    branches.push(`ws${n}`);
    await repo.branch(`ws${n}`, change(chance, n), from);
  }
  return branches;
}

function change(chance: Random, branch: number): Files {
  const files: Record<string, string | null> = {};
  for (const [index, name] of NAMES.entries()) {
    if (chance.chance(0.6)) continue;
    const edited = lines(name, 12).split('\n');
    edited[chance.between(0, 11)] = `branch ${branch} was here`;
    if (chance.chance(0.2)) files[`moved/${index}-${branch}`] = edited.join('\n');
    files[name] = edited.join('\n');
  }
  files[`new-${chance.between(0, 6)}`] = `by ${branch}\n`;
  return files;
}

function lines(name: string, count: number): string {
  return Array.from({ length: count }, (_line, n) => `${name} ${n}\n`).join('');
}

async function mergedByGit(repo: Repo, members: readonly string[]) {
  const clone = join(repo.outside, 'clone');
  await repo.git.raw('clone', '--no-hardlinks', repo.folder, clone);
  const git = isolatedGit(clone);
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost'];
  for (const member of members) {
    await git
      .raw(...who, 'merge', '--no-ff', '--no-edit', `origin/${member}`)
      .catch(() => '');
    const unmerged = await git.raw('diff', '--name-only', '--diff-filter=U', '-z');
    if (unmerged !== '')
      return { tree: '', conflicts: unmerged.split('\0').filter(Boolean).toSorted() };
  }
  return { tree: (await git.raw('rev-parse', 'HEAD^{tree}')).trim(), conflicts: [] };
}
