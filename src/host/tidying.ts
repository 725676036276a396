/**
 * Gives memory back when sessions fall silent after much output. V8 collects garbage when
 * it needs the room, which a silent host never does: it would keep for hours what a flood
 * left behind, 5 MB and more a session.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Emulator } from '../screen/emulator.js';
import type { SpareLines } from '../screen/spare-lines.js';

/** Collecting takes tens of milliseconds, which nobody notices while so little comes. */
const SILENCE_MS = 1000;
const SILENT_PIECES = 16;

/** About a megabyte of output: less leaves little behind. */
const WORTH_PIECES = 256;

/** Lines that wait for a flood, and so few more that none has come. */
const WORTH_BYTES = 8 * 1024 * 1024;
const STILL_LINES = 256;

export type TidyingOptions = {
  readonly tidy: () => void;
  readonly spares: Pick<SpareLines, 'taken' | 'waitingBytes'>;
  /** Whether something is at work that will leave more behind. */
  readonly isBusy: () => boolean;
};

export class Tidying implements Disposable {
  readonly #options: TidyingOptions;
  #timer: NodeJS.Timeout | undefined;
  #pieces = 0;
  #before = 0;
  #takenBefore = 0;

  constructor(options: TidyingOptions) {
    this.#options = options;
  }

  /** To be called for every piece of output, of any session. */
  written(): void {
    this.#pieces++;
    if (this.#pieces >= WORTH_PIECES) this.#timer ??= this.#later();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #later(): NodeJS.Timeout {
    this.#before = this.#pieces;
    this.#takenBefore = this.#options.spares.taken;
    return setTimeout(() => this.#due(), SILENCE_MS);
  }

  #due(): void {
    this.#timer = undefined;
    const { tidy, isBusy } = this.#options;
    if (!(this.#isSilent() || this.#isStill()) || isBusy()) {
      this.#timer = this.#later();
      return;
    }
    this.#pieces = 0;
    tidy();
  }

  #isSilent(): boolean {
    return this.#pieces - this.#before <= SILENT_PIECES;
  }

  /** Spinners turn for hours, and scroll nothing away. */
  #isStill(): boolean {
    const { taken, waitingBytes } = this.#options.spares;
    return waitingBytes >= WORTH_BYTES && taken - this.#takenBefore <= STILL_LINES;
  }
}

type Owner = { readonly session: { readonly emulator: Emulator } };

/**
 * Lets go of the memory of lines that were packed. Those that stay would keep it: they are
 * moved, for which a session takes milliseconds.
 */
export async function giveBack(
  spares: SpareLines,
  owners: Iterable<Owner>,
): Promise<void> {
  spares.clear();
  for (const { session } of owners) {
    session.emulator.moveOut();
    await turn();
  }
  collectGarbage();
}

/** All of it, at once. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
}
