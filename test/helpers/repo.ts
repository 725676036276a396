/**
 * A real repository in a temporary folder, untouched by the settings of whoever runs the
 * tests. Importing this file also shields every process that the tests start from them.
 */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { simpleGit, type SimpleGit } from 'simple-git';
import { removed } from './folder.js';

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
  /** A branch with one commit on top of `from` (`main`), made without a checkout. */
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

/** The variable that says where the repository lies that tests begin with a copy of. */
export const TEMPLATE = 'WTMUX_TEST_TEMPLATE';

for (const name of Object.keys(process.env))
  if (name.startsWith('GIT_')) delete process.env[name];
Object.assign(process.env, isolation);

/** A repository whose `main` has one commit of a `README.md`. */
export async function aRepo(): Promise<Repo> {
  const outside = await realpath(await mkdtemp(join(tmpdir(), 'wtmux-repo-')));
  const folder = join(outside, 'project');
  await cp(process.env[TEMPLATE] ?? '', folder, { recursive: true });
  const main = worktreeAt(folder);

  return {
    ...main,
    outside,
    async branch(name, files, from = 'main') {
      const input = branchStream(name, files, from);
      const env = { ...process.env, GIT_DIR: join(folder, '.git') };
      const made = execFileSync('git', ['fast-import', '--quiet'], { env, input });
      return made.toString().trim();
    },
    async worktree(branch) {
      const path = join(outside, 'project.worktrees', branch);
      const known = (await main.git.branchLocal()).all.includes(branch);
      const how = known ? [path, branch] : ['-b', branch, path];
      await main.git.raw('worktree', 'add', ...how);
      return worktreeAt(path);
    },
    tip: async (ref) => (await main.git.raw('rev-parse', '--verify', ref)).trim(),
    [Symbol.asyncDispose]: () => removed(outside),
  };
}

/** For git-fast-import(1), which takes one process where a checkout takes five. */
function branchStream(name: string, files: Files, from: string): Buffer {
  const now = Math.floor(Date.now() / 1000);
  const parts: (string | Uint8Array)[] = [
    `commit refs/heads/${name}\nmark :1\n`,
    `committer Test <test@localhost> ${now} +0000\n`,
    ...data(`work of ${name}\n`),
    `from ${from}^0\n`,
  ];
  for (const [path, content] of Object.entries(files))
    if (content === null) parts.push(`D ${JSON.stringify(path)}\n`);
    else parts.push(`M 100644 inline ${JSON.stringify(path)}\n`, ...data(content));
  parts.push('get-mark :1\n');
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

function data(content: string | Uint8Array): readonly (string | Uint8Array)[] {
  return [`data ${Buffer.byteLength(content)}\n`, content, '\n'];
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
