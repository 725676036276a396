/**
 * A git command that lives on and is asked line by line: what a merge needs often would
 * else cost a process each time.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fail, ok, type Result } from '../base/result.js';
import { callIn, type Repository, type Why } from './repository.js';
import { environmentOf, reason } from './run.js';

export class Conversation implements Disposable {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #stderr = '';

  constructor(repo: Repository, args: readonly string[]) {
    const { folder, config = [], ...call } = callIn(repo, { args });
    const settings = config.flatMap((setting) => ['-c', setting]);
    this.#child = spawn('git', [...settings, ...args], {
      cwd: folder,
      env: environmentOf(call),
    });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.#child.stderr.on('data', (data) => (this.#stderr += String(data)));
    // What it does not take in is answered with the end of its output.
    this.#child.stdin.on('error', () => undefined);
    this.#child.on('error', (error) => (this.#stderr += error.message));
  }

  /** The line that the command answers with. Fails, in its words, when it ends instead. */
  async ask(line: string): Promise<Result<string, Why>> {
    this.#child.stdin.write(`${line}\n`);
    const answer = await this.#lines.next();
    if (answer.done !== true) return ok(answer.value);
    return fail({ why: reason({ code: 1, stdout: Buffer.of(), stderr: this.#stderr }) });
  }

  [Symbol.dispose](): void {
    this.#child.stdin.end();
  }
}
