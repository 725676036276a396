/**
 * Remembers which commands of plans the user agreed to run, by the hash of the exact
 * lines: a changed line asks again.
 */
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export class Consent {
  readonly #file: string;

  /** `stateFolder` is the repository's own (`Paths.state`): consent does not travel. */
  constructor(stateFolder: string) {
    this.#file = join(stateFolder, 'consent');
  }

  /** Whether the user agreed to every one of `commands`. */
  async covers(commands: readonly string[]): Promise<boolean> {
    return (await this.#missing(commands)).length === 0;
  }

  async give(commands: readonly string[]): Promise<void> {
    const missing = await this.#missing(commands);
    if (missing.length === 0) return;
    await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
    await appendFile(this.#file, `${missing.join('\n')}\n`, { mode: 0o600 });
  }

  async #missing(commands: readonly string[]): Promise<readonly string[]> {
    if (commands.length === 0) return [];
    const agreed = new Set((await this.#read()).split('\n'));
    return commands.map(hash).filter((line) => !agreed.has(line));
  }

  async #read(): Promise<string> {
    try {
      return await readFile(this.#file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
      throw error;
    }
  }
}

function hash(command: string): string {
  return createHash('sha256').update(command).digest('hex');
}
