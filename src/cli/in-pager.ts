/**
 * Shows what git prints in the pager that the person set, which git would find by the
 * same names, but in the repository's configuration too. What keeps the pager from its
 * work is said, where git would keep it to itself.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { personSetting } from '../git/person-setting.js';
import { Complaint } from './complaint.js';

type Env = Readonly<Record<string, string | undefined>>;

/** What git itself takes where nothing is set. */
const USUAL = 'less';

/** What git has its pagers begin with. */
const USUAL_OPTIONS = { LESS: 'FRX', LV: '-c' } as const;

/** These do with a text what a terminal does by itself. */
const NONE = new Set(['', 'cat']);

/** What a person presses in a pager is for the pager. */
const KEYS = ['SIGINT', 'SIGQUIT'] as const;
const ignore = () => {};

/** Resolves to git's exit status. Throws a `Complaint` when the pager failed. */
export async function gitInPager(
  args: readonly string[],
  env: Env,
  columns: number | undefined,
): Promise<number> {
  for (const signal of KEYS) process.on(signal, ignore);
  try {
    const pager = columns === undefined ? '' : await pagerOf(env);
    if (NONE.has(pager)) return await ended(inGit(args, env, 'inherit'));
    const shown = { GIT_PAGER_IN_USE: 'true', COLUMNS: String(columns) };
    return await paged(inGit(args, { ...env, ...shown }, 'pipe'), pager, env);
  } finally {
    for (const signal of KEYS) process.off(signal, ignore);
  }
}

async function pagerOf(env: Env): Promise<string> {
  const { GIT_PAGER, PAGER } = env;
  return GIT_PAGER ?? (await personSetting('core.pager')) ?? PAGER ?? USUAL;
}

function inGit(args: readonly string[], env: Env, stdout: 'inherit' | 'pipe') {
  const stdio = ['inherit', stdout, 'inherit'] as const;
  return spawn('git', ['--no-pager', ...args], { stdio: [...stdio], env });
}

/** A pager may be left before it has read all; then git is stopped, and was right. */
async function paged(git: ChildProcess, command: string, env: Env): Promise<number> {
  const pager = spawn(command, {
    shell: true,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...USUAL_OPTIONS, ...env },
  });
  pager.stdin?.on('error', ignore);
  if (pager.stdin) git.stdout?.pipe(pager.stdin);
  const [status, left] = await Promise.all([
    ended(git),
    ended(pager).finally(() => git.kill('SIGPIPE')),
  ]);
  if (left !== 0) throw new Complaint(`the pager ended with exit ${left}: ${command}`);
  return status;
}

async function ended(program: ChildProcess): Promise<number> {
  try {
    const [code, signal]: unknown[] = await once(program, 'exit');
    if (typeof code === 'number') return code;
    return signal === 'SIGPIPE' ? 0 : 1;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Complaint(`git cannot be started: ${why}`);
  }
}
