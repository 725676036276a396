/**
 * Finds the repository that a folder belongs to. A `Repository` is plain data; every
 * function of this folder takes one.
 */
import { realpathSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../base/result.js';
import { plainPlace } from './plain-place.js';
import { git, reason, runGit, type GitCall, type GitOutput } from './run.js';
import { LIST_WORKTREES, worktreesIn } from './worktrees.js';

export type Repository = {
  /** The git common directory: absolute, symbolic links resolved. */
  readonly commonDir: string;
  /** The main worktree's top folder, or the common directory of a bare repository. */
  readonly root: string;
  readonly name: string;
  readonly bare: boolean;
  /** Sets git's environment for every call, as a quarantine for new objects does. */
  readonly env?: Readonly<Record<string, string>>;
  /** What is written is soon thrown away, so nothing waits for the disk. */
  readonly passing?: boolean;
};

export type Why = { readonly why: string };

/** The first version with `merge-tree --stdin`. */
const MINIMUM = [2, 39] as const;

/**
 * By default git leaves new objects and refs to the page cache, where a power cut takes
 * them; what a wave lands must survive one.
 */
const DURABLE = 'core.fsync=committed,loose-object,reference';

/**
 * Git looks for a ref of the name of every object that it is told of, to warn of it: a dozen
 * files each, which is most of what a merge of two small changes takes.
 */
const UNWARNED = 'core.warnAmbiguousRefs=false';

/** From a main or linked worktree, any folder in one, or a bare repository. */
export async function openRepository(folder: string): Promise<Result<Repository, Why>> {
  const plain = plainRepository(folder);
  if (!plain) return askedOfGit(folder);
  const old = tooOld((await git({ folder, args: ['version'] })).toString());
  return old === undefined ? ok(plain) : fail({ why: old });
}

/** The usual one: what git would say of it costs two starts of git more. */
function plainRepository(folder: string): Repository | undefined {
  const commonDir =
    basename(folder) === '.git' ? folder : plainPlace(folder, process.env)?.commonDir;
  if (commonDir === undefined) return undefined;
  const main = plainPlace(dirname(commonDir), process.env);
  if (!main || main.commonDir !== realpathSync(commonDir)) return undefined;
  const name = nameOf(main.commonDir);
  return { commonDir: main.commonDir, root: main.top, name, bare: false };
}

async function askedOfGit(folder: string): Promise<Result<Repository, Why>> {
  const wanted = ['--git-common-dir', '--git-dir', '--show-toplevel'];
  const [version, output, listed] = await Promise.all([
    git({ folder, args: ['version'] }),
    runGit({ folder, args: ['rev-parse', '--path-format=absolute', ...wanted] }),
    runGit({ folder, args: LIST_WORKTREES }),
  ]);
  const old = tooOld(version.toString());
  if (old !== undefined) return fail({ why: old });
  // The last question fails outside of a worktree, when the others have been answered.
  const [common = '', gitDir, top = ''] = output.stdout.toString().split('\n');
  if (gitDir === undefined) return fail({ why: `${folder}: ${reason(output)}` });

  const commonDir = await realpath(common);
  const found = { commonDir, root: commonDir, name: nameOf(commonDir), bare: true };
  const [main] = worktreesIn(listed.stdout);
  if (!main || main.bare) return ok(found);
  // Git lists a submodule's main worktree as its git folder, so ask where one stands.
  const root = common === gitDir && top !== '' ? top : main.path;
  return ok({ ...found, root: await realpath(root), bare: false });
}

/** Runs a command on the repository as a whole, in no worktree. */
export function inRepository(
  repo: Repository,
  call: Omit<GitCall, 'folder'>,
): Promise<GitOutput> {
  return runGit(callIn(repo, call));
}

/** The output of `inRepository` for a command that must succeed; throws if it fails. */
export function mustInRepository(
  repo: Repository,
  call: Omit<GitCall, 'folder'>,
): Promise<Buffer> {
  return git(callIn(repo, call));
}

export function callIn(repo: Repository, call: Omit<GitCall, 'folder'>): GitCall {
  const sync = repo.passing ? 'core.fsync=none' : DURABLE;
  const config = [sync, UNWARNED, ...(call.config ?? [])];
  return { ...call, folder: repo.commonDir, env: { ...repo.env, ...call.env }, config };
}

/**
 * Takes what `quarantine` holds of the history of `commit`, except for what `known` commits
 * have, into the repository: as one pack, which is on the disk when this resolves.
 */
export async function takeIn(
  repo: Repository,
  quarantine: string,
  what: { readonly commit: string; readonly known: readonly string[] },
): Promise<void> {
  const objects = join(repo.commonDir, 'objects');
  await mustInRepository(repo, {
    args: ['pack-objects', '--revs', '--quiet', join(objects, 'pack/pack')],
    input: [what.commit, ...what.known.map((one) => `^${one}`), ''].join('\n'),
    env: {
      GIT_OBJECT_DIRECTORY: objects,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(quarantine),
    },
  });
}

function tooOld(version: string): string | undefined {
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(version) ?? [];
  const found = Number(major) * 1000 + Number(minor);
  if (found >= MINIMUM[0] * 1000 + MINIMUM[1]) return undefined;
  return `git ${MINIMUM.join('.')} or later is needed; ${version.trim()} is installed`;
}

function nameOf(commonDir: string): string {
  const name = basename(commonDir);
  return name === '.git' ? basename(join(commonDir, '..')) : name.replace(/\.git$/, '');
}
