/**
 * Remembers for which agents a person lets wtmux set up hooks that need more than a launch:
 * by the hash of exactly what was asked, so that a changed set-up asks again.
 */
import { createHash } from 'node:crypto';
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readStart } from './text-file.js';

export type HookAnswer = 'yes' | 'no';

/** Some hundred bytes for each answer that was ever given. */
const MAX_BYTES = 256 * 1024;

export class HookConsent {
  readonly #folder: string;

  /** `folder` holds what wtmux keeps of a person, for all repositories (`stateFolder`). */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The last answer; undefined when it was never asked. */
  async answerTo(asked: string): Promise<HookAnswer | undefined> {
    const lines = ((await readStart(this.#file, MAX_BYTES))?.text ?? '').split('\n');
    if (lines.lastIndexOf(line('yes', asked)) > lines.lastIndexOf(line('no', asked)))
      return 'yes';
    return lines.includes(line('no', asked)) ? 'no' : undefined;
  }

  async remember(asked: string, answer: HookAnswer): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await appendFile(this.#file, `${line(answer, asked)}\n`, { mode: 0o600 });
  }

  get #file(): string {
    return join(this.#folder, 'hooks');
  }
}

function line(answer: HookAnswer, asked: string): string {
  return `${answer} ${createHash('sha256').update(asked).digest('hex')}`;
}
