/** Finds the repository around a folder, with one call of git or none, for a quick start. */
import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { pathsOf, type Paths } from '../config/paths.js';
import { Complaint } from './complaint.js';
import { plainPlace } from '../git/plain-place.js';

export type Place = {
  /** Absolute, symbolic links resolved. */
  readonly commonDir: string;
  /** The top folder of the worktree, or the common directory of a bare repository. */
  readonly top: string;
  readonly paths: Paths;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Works in any folder of a worktree, linked or not. Throws a `Complaint` elsewhere. */
export async function findPlace(cwd: string, env: Environment): Promise<Place> {
  const plain = plainPlace(cwd, env);
  if (plain) return placeOf(realpathSync(plain.commonDir), plain.top, env);
  const { commonDir, top, isOneLine } = await ask(cwd, env);
  // Git's own lists of worktrees and much of what agents run go by lines.
  if (!isOneLine)
    throw new Complaint(
      'the path of this repository has a line break in it; move it to one without',
      2,
    );
  const real = realpathSync(commonDir);
  return placeOf(real, top === '' ? real : top, env);
}

function placeOf(commonDir: string, top: string, env: Environment): Place {
  return { commonDir, top, paths: pathsOf(commonDir, env) };
}

async function ask(cwd: string, env: Environment) {
  const { stdout, error } = await gitSays(cwd, env);
  const lines = stdout.replace(/\n$/, '').split('\n');
  const [commonDir = '', top = ''] = lines;
  if (commonDir === '') throw explained(error, cwd);
  // The last question fails outside of a worktree, when the other has been answered.
  return { commonDir, top, isOneLine: lines.length === (error === null ? 2 : 1) };
}

type Said = { readonly stdout: string; readonly error: unknown };

function gitSays(cwd: string, env: Environment): Promise<Said> {
  const args = [
    'rev-parse',
    '--path-format=absolute',
    '--git-common-dir',
    '--show-toplevel',
  ];
  return new Promise((resolve) => {
    execFile('git', args, { cwd, env: own(env) }, (error, stdout) =>
      resolve({ stdout, error }),
    );
  });
}

/** Where one stands decides, not what a hook or an alias exported. */
function own(env: Environment): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^GIT_(?:DIR|WORK_TREE|INDEX_FILE|COMMON_DIR)$/.test(name),
    ),
  );
}

function explained(error: unknown, cwd: string): Complaint {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return new Complaint('git is not on PATH; install it', 2);
  return new Complaint(
    `${cwd} is not in a git repository; go to one, or make one with \`git init\``,
    2,
  );
}
