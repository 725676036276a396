import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { mergeWave } from '../../../src/engine/merge/merge-wave.js';
import { aRepo, type Repo } from '../../helpers/repo.js';
import { random, seeds, type Random } from '../../helpers/random.js';
import { contextOf, wave } from './wave.js';

/** Seeds that once failed stay here. */
const regressions: readonly number[] = [414399];
/** `WTMUX_HISTORIES=500 npx vitest run same-as-git` tries as many. */
const histories = Number(process.env['WTMUX_HISTORIES'] ?? 8);
const fresh = seeds(histories);

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

/** Two to eight branches that edit, add, delete and rename the same few files. */
async function grow(repo: Repo, chance: Random): Promise<readonly string[]> {
  const base = new Map(NAMES.map((name) => [name as string, lines(name)]));
  for (const path of ATTRIBUTES)
    if (chance.chance(0.3)) base.set(path, chance.pick(SETTINGS));
  const commits = [commit('main', '', new Map(), base)];
  const branches: { name: string; files: Files }[] = [];
  const count = chance.between(2, 8);
  for (let n = 0; n < count; n++) {
    const from = chance.chance(0.3) ? branches.at(-1) : undefined;
    const before = from?.files ?? base;
    const files = change(chance, n, before);
    const name = `ws${n}`;
    commits.push(commit(name, from?.name ?? 'main', before, files));
    branches.push({ name, files });
  }
  await git(repo.folder, ['fast-import', '--quiet', '--force'], commits.join(''));
  return branches.map(({ name }) => name);
}

type Files = ReadonlyMap<string, string>;

function change(chance: Random, branch: number, before: Files): Files {
  const files = new Map(before);
  for (const path of ATTRIBUTES)
    if (chance.chance(0.1)) files.set(path, chance.pick(SETTINGS));
  for (const [name, text] of before) {
    if (ATTRIBUTES.includes(name) || chance.chance(0.75)) continue;
    files.delete(name);
    if (chance.chance(0.1)) continue;
    const edited = text.split('\n');
    edited[chance.between(0, LINES - 1)] = `branch ${branch} was here`;
    files.set(chance.chance(0.15) ? `moved/${name}` : name, edited.join('\n'));
  }
  if (chance.chance(0.5)) files.set(`new-${chance.between(0, 9)}`, `by ${branch}\n`);
  return files;
}

/** What git merges differently, by files that it reads from a worktree. */
const ATTRIBUTES: readonly string[] = ['.gitattributes', 'dir/.gitattributes'];
const SETTINGS = ['* -merge\n', 'd merge=union\n', '[a-c] -merge\nd* text\n'] as const;

const LINES = 40;

function lines(name: string): string {
  return Array.from({ length: LINES }, (_line, n) => `${name} ${n}\n`).join('');
}

/** In the language of git-fast-import(1). */
function commit(branch: string, from: string, before: Files, files: Files): string {
  const gone = [...before.keys()].filter((path) => !files.has(path));
  const changed = [...files].filter(([path, text]) => before.get(path) !== text);
  return [
    `commit refs/heads/${branch}`,
    'committer Test <test@localhost> 1700000000 +0000',
    `data ${branch.length}`,
    branch,
    ...(from === '' ? [] : [`from refs/heads/${from}`]),
    ...gone.map((path) => `D ${path}`),
    ...changed.map(
      ([path, text]) => `M 100644 inline ${path}\ndata ${text.length}\n${text}`,
    ),
    '',
  ].join('\n');
}

async function mergedByGit(repo: Repo, members: readonly string[]) {
  const clone = join(repo.outside, 'clone');
  await git(repo.outside, ['clone', '--quiet', '--shared', repo.folder, clone]);
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost'];
  for (const member of members) {
    const merging = ['merge', '--quiet', '--no-ff', '--no-edit', `origin/${member}`];
    if (await git(clone, [...who, ...merging]).then(() => true, isConflict)) continue;
    const unmerged = await git(clone, ['diff', '--name-only', '--diff-filter=U', '-z']);
    return { tree: '', conflicts: unmerged.split('\0').filter(Boolean).toSorted() };
  }
  return { tree: (await git(clone, ['rev-parse', 'HEAD^{tree}'])).trim(), conflicts: [] };
}

function isConflict(error: { readonly code?: unknown }): false {
  if (error.code !== 1) throw error;
  return false;
}

async function git(cwd: string, args: readonly string[], input = ''): Promise<string> {
  const run = promisify(execFile)('git', [...args], { cwd });
  // A command that reads nothing may have ended by then; its exit status says what counts.
  run.child.stdin?.on('error', () => {});
  run.child.stdin?.end(input);
  return (await run).stdout;
}
