/** What the repository tells of its files: which there are, and which change together. */
import { commitId, type CommitId } from '../domain/ids.js';
import type { OwnWork } from '../domain/outcome.js';
import { inRepository, mustInRepository, type Repository } from './repository.js';
import { resolveCommit } from './refs.js';
import { fields, git, readable } from './run.js';

/** Older commits tell of a project that was another. */
const MAX_COMMITS = 500;

const BEGIN = '\u0001';

export type History = {
  /** The paths of all files of a commit. */
  readonly files: readonly string[];
  /** The paths that each of the last commits before it changed, merges left out. */
  readonly history: readonly (readonly string[])[];
};

/** Of the commit that `ref` names; empty where it names none. */
export async function historyOf(repo: Repository, ref: string): Promise<History> {
  const commit = await resolveCommit(repo, ref);
  if (!commit) return { files: [], history: [] };
  const found = [filesOf(repo, commit), changesBefore(repo, commit)] as const;
  const [files, history] = await Promise.all(found);
  return { files, history };
}

/**
 * The paths that commits of `tip` changed which none of `others` has, merges left out.
 * All are refs or commits; one that is missing has no commits.
 */
export async function ownChanges(
  repo: Repository,
  tip: string,
  others: readonly string[],
): Promise<readonly string[]> {
  const args = [
    'log',
    '--no-merges',
    '--no-renames',
    '-z',
    '--name-only',
    '--format=%x01',
    '--ignore-missing',
    '--end-of-options',
  ];
  const commits = [tip, ...others.map((commit) => `^${commit}^{commit}`)];
  const text = await mustInRepository(repo, { args: [...args, ...commits, '--'] });
  return [...new Set(namesOf(text.toString()).flat())].sort();
}

/** How many commits of `tip` none of `others` has, merges left out; likewise. */
export async function ownCount(
  repo: Repository,
  tip: string,
  others: readonly string[],
): Promise<number> {
  const args = ['rev-list', '--count', '--no-merges', '--ignore-missing'];
  const names = others.filter((other) => other !== '');
  const commits = [tip, ...names.map((commit) => `^${commit}^{commit}`)];
  const call = { args: [...args, '--end-of-options', ...commits, '--'] };
  return Number((await mustInRepository(repo, call)).toString());
}

/**
 * Where the own work of `tip` begins: the last commit that it shares with any of `others`.
 * All are refs or commits; undefined where it shares none with those that there are.
 */
export async function ownStart(
  repo: Repository,
  tip: string,
  others: readonly string[],
): Promise<CommitId | undefined> {
  const named = others.filter((other) => other !== '');
  const found = await Promise.all(named.map((other) => resolveCommit(repo, other)));
  const commits = found.filter((commit) => commit !== undefined);
  if (commits.length === 0) return undefined;
  const { code, stdout } = await inRepository(repo, {
    args: ['merge-base', tip, ...commits],
  });
  return code === 0 ? commitId(stdout.toString().trim()) : undefined;
}

/**
 * The commits of `tip` that none of `others` has, the oldest first, and the files that they
 * made and changed; a file that they made and changed counts as made. Merges are left out.
 */
export async function ownWork(
  repo: Repository,
  tip: CommitId,
  others: readonly CommitId[],
): Promise<OwnWork> {
  const args = [
    'log',
    '--no-merges',
    '--no-renames',
    '--reverse',
    '-z',
    '--name-status',
    '--format=%x01%H',
  ];
  const commits = [tip, ...others.map((commit) => `^${commit}`)];
  const text = await mustInRepository(repo, { args: [...args, ...commits, '--'] });
  const parts = text.toString().split(BEGIN).slice(1).map(fieldsOf);
  const created = new Set<string>();
  const modified = new Set<string>();
  for (const [, ...changes] of parts)
    for (let at = 0; at + 1 < changes.length; at += 2) {
      const path = changes[at + 1] ?? '';
      if (changes[at] === 'A') created.add(path);
      else if (!created.has(path)) modified.add(path);
    }
  return {
    commits: parts.map(([commit = '']) => commitId(commit)),
    created: [...created].sort(),
    modified: [...modified].sort(),
  };
}

/** `abc1234 Read the settings once` of each commit of a worktree since `start`, the newest first. */
export async function subjectsSince(
  folder: string,
  start: CommitId,
): Promise<readonly string[]> {
  const args = ['log', '--no-merges', `--max-count=${MAX_COMMITS}`, '--format=%h %s'];
  const text = await git({ folder, args: [...args, `${start}..HEAD`, '--'] });
  return text.toString().split('\n').filter(Boolean);
}

/** A commit's id, then the kind and the path of each of its changes. */
function fieldsOf(text: string): readonly string[] {
  return text
    .split('\0')
    .map((field) => field.replace(/^\n/, ''))
    .filter((field) => field !== '');
}

async function filesOf(repo: Repository, commit: CommitId): Promise<readonly string[]> {
  const args = ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit];
  return fields(await mustInRepository(repo, { args })).map(readable);
}

async function changesBefore(
  repo: Repository,
  commit: CommitId,
): Promise<readonly (readonly string[])[]> {
  const args = [
    'log',
    '--no-merges',
    '--no-renames',
    '-z',
    '--name-only',
    '--format=%x01',
    `--max-count=${MAX_COMMITS}`,
    commit,
    '--',
  ];
  const text = (await mustInRepository(repo, { args })).toString();
  return namesOf(text);
}

function namesOf(text: string): readonly (readonly string[])[] {
  return text
    .split(BEGIN)
    .slice(1)
    .map((names) => names.split('\0').map((name) => name.replace(/^\n/, '')))
    .map((names) => names.filter((name) => name !== ''));
}
