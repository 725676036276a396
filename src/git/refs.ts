/** Questions about refs and commits. Branches are named in short, `refs/heads/` left out. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { commitId, type CommitId } from '../domain/ids.js';
import { diffTree } from './diff-tree.js';
import { inRepository, mustInRepository, type Repository } from './repository.js';
import { git, runGit } from './run.js';

/** The commit that `ref` names, a full ref or anything git understands. */
export async function resolveCommit(
  repo: Repository,
  ref: string,
): Promise<CommitId | undefined> {
  const wanted = ref === '' ? 'HEAD' : ref;
  const args = [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${wanted}^{commit}`,
  ];
  const output = await inRepository(repo, { args });
  return output.code === 0 ? commitId(output.stdout.toString().trim()) : undefined;
}

/** The commit at the end of a branch; undefined when there is no such branch. */
export function branchTip(
  repo: Repository,
  branch: string,
): Promise<CommitId | undefined> {
  return resolveCommit(repo, `refs/heads/${branch}`);
}

/** The ends of those of `branches` that exist, asked for in one go. */
export async function branchTips(
  repo: Repository,
  branches: readonly string[],
): Promise<ReadonlyMap<string, CommitId>> {
  if (branches.length === 0) return new Map();
  const found = await refsUnder(
    repo,
    ...branches.map((branch) => `refs/heads/${branch}`),
  );
  return new Map([...found].map(([ref, tip]) => [ref.replace('refs/heads/', ''), tip]));
}

/** The branch that the main worktree has checked out; undefined when detached. */
export function currentBranch(repo: Repository): Promise<string | undefined> {
  return branchIn(repo.root);
}

/** The branch that the worktree at `folder` has checked out; undefined when detached. */
export async function branchIn(folder: string): Promise<string | undefined> {
  const output = await runGit({ folder, args: ['symbolic-ref', '--quiet', 'HEAD'] });
  const ref = output.stdout.toString().trim();
  return output.code === 0 ? ref.replace('refs/heads/', '') : undefined;
}

/** Whether git allows `branch` as the name of one. */
export async function isBranchName(repo: Repository, branch: string): Promise<boolean> {
  if (branch.startsWith('-')) return false;
  const args = ['check-ref-format', `refs/heads/${branch}`];
  return (await inRepository(repo, { args })).code === 0;
}

/** Whether all of `older`'s history is part of `newer`'s. */
export async function isAncestor(
  repo: Repository,
  older: CommitId,
  newer: CommitId,
): Promise<boolean> {
  if (older === newer) return true;
  const args = ['merge-base', '--is-ancestor', older, newer];
  const { code, stderr } = await inRepository(repo, { args });
  if (code > 1) throw new Error(`Cannot compare ${older} with ${newer}: ${stderr}`);
  return code === 0;
}

export type Divergence = { readonly ahead: number; readonly behind: number };

/**
 * How many commits each of `tips` brings, in turn: those that neither `base` nor the tips
 * before it hold.
 */
export async function broughtBy(
  repo: Repository,
  base: CommitId,
  tips: readonly CommitId[],
): Promise<readonly number[]> {
  const listed = await mustInRepository(repo, {
    args: ['rev-list', '--parents', '--stdin'],
    input: [`^${base}`, ...tips, ''].join('\n'),
  });
  const lines = listed.toString().trim().split('\n');
  const parents = new Map(
    lines.map((line) => {
      const [commit = '', ...above] = line.split(' ');
      return [commit, above];
    }),
  );
  return tips.map((tip) => {
    const before = parents.size;
    const reached: string[] = [tip];
    for (let commit = reached.pop(); commit !== undefined; commit = reached.pop()) {
      reached.push(...(parents.get(commit) ?? []));
      parents.delete(commit);
    }
    return before - parents.size;
  });
}

/** The paths in which each commit differs from the other one, bytes as `latin1`. */
export async function changedPaths(
  repo: Repository,
  pairs: readonly (readonly [commit: CommitId, other: CommitId])[],
): Promise<readonly (readonly string[])[]> {
  if (pairs.length === 0) return [];
  const lines = pairs.map((pair) => `${pair.join(' ')}\n`).join('');
  const found = await diffTree(repo, ['--stdin', '--name-only'], lines);
  // Each answer begins with its commit; one without any paths is left out.
  const paths = pairs.map((): string[] => []);
  let at = -1;
  for (const field of found) {
    const next = pairs.findIndex(([commit], index) => index > at && commit === field);
    if (next >= 0) at = next;
    else paths[at]?.push(field);
  }
  return paths;
}

/** Refs that are one of `wanted` or below it (full paths), and what they name. */
export async function refsUnder(
  repo: Repository,
  ...wanted: readonly string[]
): Promise<ReadonlyMap<string, CommitId>> {
  const args = ['for-each-ref', '--format=%(objectname) %(refname)', '--', ...wanted];
  const listed = (await mustInRepository(repo, { args })).toString();
  const refs = new Map<string, CommitId>();
  for (const line of listed.split('\n')) {
    const [, id, ref] = /^(\S+) (.*)$/.exec(line) ?? [];
    if (id !== undefined && ref !== undefined) refs.set(ref, commitId(id));
  }
  return refs;
}

/** The refs below `prefix` whose history holds `commit`. */
export async function refsHolding(
  repo: Repository,
  prefix: string,
  commit: CommitId,
): Promise<readonly string[]> {
  const args = ['for-each-ref', '--format=%(refname)', `--contains=${commit}`, prefix];
  const listed = (await mustInRepository(repo, { args })).toString();
  return listed.split('\n').filter((ref) => ref !== '');
}

/** A commit's tree and parents. */
export async function anatomy(
  repo: Repository,
  commit: CommitId,
): Promise<{ readonly tree: string; readonly parents: readonly CommitId[] }> {
  const args = ['rev-parse', '--verify', `${commit}^{tree}`];
  const tree = (await mustInRepository(repo, { args })).toString().trim();
  const listed = await mustInRepository(repo, {
    args: ['rev-list', '--no-walk', '--parents', commit],
  });
  const [, ...parents] = listed.toString().trim().split(' ');
  return { tree, parents: parents.map(commitId) };
}

/** A setting of the user's, as git reads it for this repository. */
export async function isSet(repo: Repository, name: string): Promise<boolean> {
  const args = ['config', '--type=bool', '--get', name];
  const output = await runGit({ folder: repo.commonDir, args });
  return output.stdout.toString().trim() === 'true';
}

/** The full commit that a worktree stands on; undefined before its first commit. */
export async function headOf(
  folder: string,
  head: 'HEAD' | 'MERGE_HEAD' = 'HEAD',
): Promise<CommitId | undefined> {
  const args = ['rev-parse', '--verify', '--quiet', `${head}^{commit}`];
  const output = await runGit({ folder, args });
  return output.code === 0 ? commitId(output.stdout.toString().trim()) : undefined;
}

/** How far a branch and another ref are apart; nothing where one of them is missing. */
export async function branchDivergence(
  repo: Repository,
  branch: string,
  ref: string,
): Promise<Divergence> {
  const sides = `refs/heads/${branch}...${ref === '' ? 'HEAD' : ref}`;
  const args = ['rev-list', '--left-right', '--count', '--end-of-options', sides, '--'];
  const { code, stdout } = await inRepository(repo, { args });
  if (code !== 0) return { ahead: 0, behind: 0 };
  const [ahead = 0, behind = 0] = stdout.toString().trim().split('\t').map(Number);
  return { ahead, behind };
}

/**
 * A worktree's own git folder: its `.git`, or what that file names (gitrepository-layout(5)),
 * which is read on every look at a worktree and costs no process so.
 */
export async function gitFolder(folder: string): Promise<string> {
  const text = await readFile(join(folder, '.git'), 'utf8').catch(() => undefined);
  const [, named] = /^gitdir: (.+?)\r?\n?$/.exec(text ?? '') ?? [];
  if (named !== undefined) return resolve(folder, named);
  const found = await git({ folder, args: ['rev-parse', '--absolute-git-dir'] });
  return found.toString().replace(/\n$/, '');
}
