/**
 * A hook that waits at its pipe for what the engine has to say, see `protocol/hook.ts`. Who
 * reads there, reads: a pipe without a reader refuses to be opened, and none is waited for.
 */
import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import { lstat, open, rename, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMissing } from '../../config/text-file.js';
import {
  ANSWER,
  ANSWERED,
  ASKED,
  LET_GO,
  PIPE,
  STARTED_AT,
  TAKEN,
} from '../../protocol/hook.js';

const { O_WRONLY, O_NONBLOCK, O_NOFOLLOW } = constants;

export class WaitingHook {
  /** What the names of its files begin with. */
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Of one that cannot be looked for just now, that it is. */
  isThere(): boolean {
    try {
      return this.#say('');
    } catch (error) {
      if (hasNoRoom(error)) return true;
      throw error;
    }
  }

  /** It waits on, without a limit. The methods that tell it something say whether it was there. */
  take(): Promise<boolean> {
    return onceThereIsRoom(() => this.#say(TAKEN));
  }

  letGo(): Promise<boolean> {
    return onceThereIsRoom(() => this.#say(LET_GO));
  }

  /** The answer is there whole or not at all, and outlives the engine that gave it. */
  print(answer: string): Promise<boolean> {
    return onceThereIsRoom(() => this.#print(answer));
  }

  /** For one that was given its answer, and may not have heard. */
  printAgain(): Promise<boolean> {
    return onceThereIsRoom(() => this.#say(ANSWERED));
  }

  async #print(answer: string): Promise<boolean> {
    if (!this.#say('')) return false;
    const written = `${this.#file}${ANSWER}.tmp`;
    await rm(written, { force: true });
    const file = await open(written, 'wx', 0o600);
    try {
      await file.writeFile(answer);
    } finally {
      await file.close();
    }
    await rename(written, `${this.#file}${ANSWER}`);
    if (this.#say(ANSWERED)) return true;
    // It ended meanwhile: whoever has its number next must not take this for an answer.
    await rm(`${this.#file}${ANSWER}`, { force: true });
    return false;
  }

  async isAnswered(): Promise<boolean> {
    try {
      return (await lstat(`${this.#file}${ANSWER}`)).isFile();
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  /** Takes all of its files away; as long as the last is there, no hook takes its name. */
  async remove(): Promise<void> {
    for (const ending of [`${ANSWER}.tmp`, ANSWER, ASKED, PIPE, STARTED_AT])
      await rm(`${this.#file}${ending}`, { force: true });
  }

  /** Throws when there is no room to say it in. */
  #say(word: string): boolean {
    let pipe;
    try {
      pipe = openSync(`${this.#file}${PIPE}`, O_WRONLY | O_NONBLOCK | O_NOFOLLOW);
    } catch (error) {
      if (hasNoRoom(error)) throw error;
      return false;
    }
    try {
      const about = fstatSync(pipe);
      if (!about.isFIFO() || about.uid !== process.getuid?.()) return false;
      return writeSync(pipe, word) === word.length;
    } catch {
      // It ended just then, or reads nothing of what it is told.
      return false;
    } finally {
      closeSync(pipe);
    }
  }
}

/** That too many files are open, of ours or of all, says nothing of a hook. */
function hasNoRoom(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['EMFILE', 'ENFILE', 'ENOMEM'].includes(String(error.code))
  );
}

const TRY_AGAIN_MS = 250;

/** At once, if there is. */
async function onceThereIsRoom(deed: () => boolean | Promise<boolean>): Promise<boolean> {
  for (;;) {
    try {
      return await deed();
    } catch (error) {
      if (!hasNoRoom(error)) throw error;
    }
    await sleep(TRY_AGAIN_MS, undefined, { ref: false });
  }
}
