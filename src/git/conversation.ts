/**
 * A git command that stays and answers what it is told on its standard input. simple-git gives
 * a command all of its input at once, so this starts git by itself: with the same
 * environment, an argument array and no shell.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { environmentOf, type GitCall, type GitOutput } from './run.js';

export type Listener = {
  readonly heard: (bytes: Buffer) => void;
  /** Called once; `stderr` says why, if git says anything. */
  readonly ended: (output: Pick<GitOutput, 'code' | 'stderr'>) => void;
};

/** The words of a failure stand at the beginning. */
const MAX_STDERR_BYTES = 16 * 1024;

export class Conversation implements AsyncDisposable {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #gone: Promise<void>;

  constructor(
    { folder, args, config = [], ...rest }: Omit<GitCall, 'input'>,
    { heard, ended }: Listener,
  ) {
    const settings = config.flatMap((setting) => ['-c', setting]);
    const child = spawn('git', [...settings, ...args], {
      cwd: folder,
      env: environmentOf(rest),
    });
    this.#child = child;
    let stderr = '';
    child.stdout.on('data', heard);
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < MAX_STDERR_BYTES) stderr += chunk.toString('utf8');
    });
    // It may have ended while it was told something; that is told below.
    child.stdin.on('error', () => undefined);
    this.#gone = new Promise((resolve) => {
      let over = false;
      const end = (code: number, words: string) => {
        if (!over) ended({ code, stderr: words });
        over = true;
        resolve();
      };
      child.on('error', ({ message }) => end(-1, `git cannot be started: ${message}`));
      child.on('close', (code) => end(code ?? -1, stderr));
    });
  }

  say(text: string): void {
    this.#child.stdin.write(text);
  }

  /** It does what it was told before, and then ends: a kill would leave its locks. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.stdin.end();
    await this.#gone;
  }
}
