/**
 * The repository around a folder as gitrepository-layout(5) and gitfile(5) have it, without a
 * start of git, which takes a fifth of what the console needs to its first picture.
 */
import { lstatSync, readFileSync, realpathSync, type Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export type PlainPlace = {
  /** As git's `--git-common-dir` gives it, absolute. */
  readonly commonDir: string;
  readonly top: string;
};

/** Variables by which git looks elsewhere, or at less (git(1)). */
const TURNS_GIT =
  /^GIT_(?:CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|CONFIG.*|NAMESPACE)$/;

/** What a configuration may say that moves the worktree, or is read from elsewhere. */
const TURNS_WORKTREE = /worktree|bare\s*=(?!\s*false\b)|\[\s*include|\\\n/i;

/** Undefined where anything is not as in a usual worktree of one's own: then only git can tell. */
export function plainPlace(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): PlainPlace | undefined {
  if (Object.keys(env).some((name) => TURNS_GIT.test(name))) return undefined;
  try {
    return placeAround(realpathSync(cwd));
  } catch {
    return undefined;
  }
}

function placeAround(cwd: string): PlainPlace | undefined {
  if (cwd.includes('\n')) return undefined;
  const { dev } = lstatSync(cwd);
  for (let top = cwd; ; top = dirname(top)) {
    const folder = lstatSync(top);
    // Git does not look further there, or does not trust what is somebody else's.
    if (folder.dev !== dev || isInside(top)) return undefined;
    const git = join(top, '.git');
    const found = lstatSync(git, { throwIfNoEntry: false });
    if (found)
      return isOwn(folder) && isOwn(found) ? placeAt(top, git, found) : undefined;
    if (top === dirname(top)) return undefined;
  }
}

/** Whether `folder` may itself be a git directory. */
function isInside(folder: string): boolean {
  return lstatSync(join(folder, 'HEAD'), { throwIfNoEntry: false }) !== undefined;
}

function isOwn({ uid }: Stats): boolean {
  return uid === process.getuid?.();
}

function placeAt(top: string, git: string, found: Stats): PlainPlace | undefined {
  const gitDir = found.isDirectory() ? git : namedBy(git);
  const head = readFileSync(join(gitDir, 'HEAD'), 'latin1');
  const commonDir = commonOf(gitDir);
  const isWhole =
    /^(?:ref: refs\/|[0-9a-f]{40,64}\n)/.test(head) &&
    ['objects', 'refs'].every((name) => lstatSync(join(commonDir, name)).isDirectory()) &&
    isOwn(lstatSync(gitDir));
  const config = readFileSync(join(commonDir, 'config'), 'latin1');
  return isWhole && !TURNS_WORKTREE.test(config) ? { commonDir, top } : undefined;
}

/** The git directory that the file `.git` of a linked worktree or a submodule names. */
function namedBy(file: string): string {
  const [, path] = /^gitdir: ([^\n]+)\n?$/.exec(readFileSync(file, 'utf8')) ?? [];
  if (path === undefined) throw new Error('no gitfile');
  return resolve(dirname(file), path);
}

function commonOf(gitDir: string): string {
  const file = join(gitDir, 'commondir');
  if (!lstatSync(file, { throwIfNoEntry: false })) return gitDir;
  return resolve(gitDir, readFileSync(file, 'utf8').replace(/\n$/, ''));
}
