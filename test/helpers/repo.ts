/**
 * A real repository in a temporary folder, untouched by the settings of whoever runs the
 * tests. Importing this file also shields every process that the tests start from them.
 */
import { appendFile, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { simpleGit, type SimpleGit } from 'simple-git';

/** Text or bytes by path; null deletes the file. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

export type Repo = AsyncDisposable & {
  /** The main worktree, with symbolic links resolved. */
  readonly folder: string;
  /** Holds the repository and whatever lies beside it; gone when the test ends. */
  readonly outside: string;
  readonly git: SimpleGit;
  /** Writes files into the main worktree and commits all of it; gives the commit's id. */
  readonly commit: (files: Files, message?: string) => Promise<string>;
  /** A branch with one commit, made from `from` (`main`); the checkout ends on `main`. */
  readonly branch: (name: string, files: Files, from?: string) => Promise<string>;
  /** A linked worktree beside the repository, on a branch that exists or is made. */
  readonly worktree: (branch: string) => Promise<Worktree>;
  /** The full id that `ref` names. */
  readonly tip: (ref: string) => Promise<string>;
};

export type Worktree = {
  readonly folder: string;
  readonly git: SimpleGit;
  readonly commit: (files: Files, message?: string) => Promise<string>;
};

const isolation = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
};

const SETTINGS = `
[user]
	name = Test
	email = test@localhost
[commit]
	gpgsign = false
[gc]
	auto = 0
`;

for (const name of Object.keys(process.env))
  if (name.startsWith('GIT_')) delete process.env[name];
Object.assign(process.env, isolation);

/** A repository whose `main` has one commit of a `README.md`. */
export async function aRepo(): Promise<Repo> {
  const outside = await realpath(await mkdtemp(join(tmpdir(), 'wtmux-repo-')));
  const folder = join(outside, 'project');
  await mkdir(folder);
  const main = worktreeAt(folder);
  await main.git.init(['--initial-branch=main']);
  await appendFile(join(folder, '.git/config'), SETTINGS);
  await main.commit({ 'README.md': '# project\n' }, 'begin');

  return {
    ...main,
    outside,
    async branch(name, files, from = 'main') {
      await main.git.raw('checkout', '-b', name, from);
      const made = await main.commit(files, `work of ${name}`);
      await main.git.raw('checkout', 'main');
      return made;
    },
    async worktree(branch) {
      const path = join(outside, 'project.worktrees', branch);
      const known = (await main.git.branchLocal()).all.includes(branch);
      const how = known ? [path, branch] : ['-b', branch, path];
      await main.git.raw('worktree', 'add', ...how);
      return worktreeAt(path);
    },
    tip: async (ref) => (await main.git.raw('rev-parse', '--verify', ref)).trim(),
    [Symbol.asyncDispose]: () => rm(outside, { recursive: true, force: true }),
  };
}

function worktreeAt(folder: string): Worktree {
  const git = isolatedGit(folder);
  return {
    folder,
    git,
    async commit(files, message = 'change') {
      await write(folder, files);
      await git.raw('add', '--all', '--verbose');
      await git.raw('commit', '--allow-empty', '-m', message);
      return (await git.raw('rev-parse', 'HEAD')).trim();
    },
  };
}

/**
 * simple-git in `folder`, reading no settings but the repository's own. It waits 50 ms
 * longer for a command that prints nothing, so helpers ask for output.
 */
export function isolatedGit(folder: string): SimpleGit {
  return simpleGit({
    baseDir: folder,
    allowEnvironment: Object.keys(isolation),
    unsafe: { allowUnsafeConfigPaths: true },
  });
}

/** Writes, or with null deletes, files below `folder`. */
export async function write(folder: string, files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    if (content === null) await rm(path, { recursive: true });
    else await writeFile(path, content);
  }
}
