/**
 * Runs one git command: the only door to git, through simple-git, with an argument array
 * and no shell. What commands mean is the business of the other files in this folder.
 *
 * Output is kept as bytes, because names of files are bytes. `latin1` turns them into
 * strings and back without loss; nothing read that way is shown.
 */
import { existsSync } from 'node:fs';
import { simpleGit, type SimpleGit } from 'simple-git';
import { plainText } from '../base/plain-text.js';

export type GitCall = {
  readonly folder: string;
  readonly args: readonly string[];
  /** Standard input; must not be empty for a command that reads it. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** `name=value` for this command alone. */
  readonly config?: readonly string[];
};

export type GitOutput = {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
};

/** Settings of the caller's environment that say where configuration lies. */
const CONFIG_FILES = new Set([
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
]);

/** What simple-git calls guarded beside `GIT_*`: programs that git would start. */
const GUARDED = new Set(['EDITOR', 'VISUAL', 'PAGER', 'PREFIX', 'SSH_ASKPASS']);

/**
 * Messages in English, since some are read; no prompt; and `status` must not write the
 * user's index back.
 */
const FIXED = { LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };

/** An exit status other than 0 is an outcome. Throws when git cannot be started there. */
export async function runGit(call: GitCall): Promise<GitOutput> {
  if (!existsSync(call.folder)) throw cannotRun(call);
  let output: GitOutput | undefined;
  const git = instance(call, (result) => (output = result));
  await git.raw(...call.args);
  if (!output || output.code < 0) throw cannotRun(call);
  return output;
}

/** A start that fails says the same of a missing program and of a missing folder. */
function cannotRun({ folder }: GitCall): Error {
  const why = existsSync(folder) ? 'is git installed?' : 'there is no such folder';
  return new Error(`Cannot run git in ${folder}: ${why}`);
}

/** The standard output of a command that must succeed; throws with git's words if not. */
export async function git(call: GitCall): Promise<Buffer> {
  const output = await runGit(call);
  if (output.code === 0) return output.stdout;
  throw new Error(`git ${call.args[0] ?? ''} failed: ${reason(output)}`);
}

/** Git's own words, on one line. */
export function reason({ code, stderr }: Pick<GitOutput, 'code' | 'stderr'>): string {
  const words = stderr.trim().replaceAll(/\s*\n\s*/g, '; ');
  return plainText(words === '' ? `exit status ${code}` : words, 400);
}

/** The NUL-terminated fields of `output`, losslessly. */
export function fields(output: Buffer): readonly string[] {
  const text = output.toString('latin1');
  return text === '' ? [] : text.replace(/\0$/, '').split('\0');
}

/** A lossless name as people read it. */
export function readable(name: string): string {
  return Buffer.from(name, 'latin1').toString('utf8');
}

function instance(call: GitCall, done: (output: GitOutput) => void): SimpleGit {
  const env = environmentOf(call);
  const { input, config = [] } = call;
  const runner = simpleGit({
    baseDir: call.folder,
    config: [...config],
    allowEnvironment: Object.keys(env),
    // All are only reached with values of ours: hooks and monitors switched off, and the
    // caller's own configuration files.
    unsafe: {
      allowUnsafeHooksPath: true,
      allowUnsafeFsMonitor: true,
      allowUnsafeConfigPaths: true,
    },
    completion: { onClose: true, onExit: false },
    ...(input === undefined ? {} : { input: () => Buffer.from(input) }),
    errors(_error, { exitCode, stdOut, stdErr }) {
      const stderr = Buffer.concat(stdErr).toString('utf8');
      done({ code: exitCode, stdout: Buffer.concat(stdOut), stderr });
      return undefined;
    },
  });
  return runner.env(env).outputHandler(announceOutput);
}

export function environmentOf({ env }: Pick<GitCall, 'env'>): Record<string, string> {
  return { ...inherited(), ...FIXED, ...env };
}

/**
 * simple-git waits another 50 ms for a command that has printed nothing when it closes.
 * Its streams are drained by then, so an empty chunk spares the wait.
 */
function announceOutput(_command: string, stdout: NodeJS.ReadableStream): void {
  setImmediate(() => stdout.emit('data', Buffer.alloc(0)));
}

/** The caller's environment without its `GIT_*`: it may stand in another repository. */
function inherited(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    const wanted = CONFIG_FILES.has(name) || !name.startsWith('GIT_');
    if (value !== undefined && wanted && !GUARDED.has(name)) kept[name] = value;
  }
  return kept;
}
