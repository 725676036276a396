/** What the repository tells of its files: which there are, and which change together. */
import type { CommitId } from '../domain/ids.js';
import { mustInRepository, type Repository } from './repository.js';
import { resolveCommit } from './refs.js';
import { fields, readable } from './run.js';

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

/** The paths that commits of `tip` changed which none of `others` has, merges left out. */
export async function ownChanges(
  repo: Repository,
  tip: CommitId,
  others: readonly CommitId[],
): Promise<readonly string[]> {
  const args = [
    'log',
    '--no-merges',
    '--no-renames',
    '-z',
    '--name-only',
    '--format=%x01',
  ];
  const commits = [tip, ...others.map((commit) => `^${commit}`)];
  const text = await mustInRepository(repo, { args: [...args, ...commits, '--'] });
  return [...new Set(namesOf(text.toString()).flat())].sort();
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
