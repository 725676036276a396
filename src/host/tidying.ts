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

export type TidyingOptions = {
  readonly tidy: () => void;
  /** Whether something is at work that will leave more behind. */
  readonly isBusy: () => boolean;
};

export class Tidying implements Disposable {
  readonly #options: TidyingOptions;
  #timer: NodeJS.Timeout | undefined;
  #pieces = 0;
  #before = 0;

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
    return setTimeout(() => this.#due(), SILENCE_MS);
  }

  #due(): void {
    this.#timer = undefined;
    const { tidy, isBusy } = this.#options;
    if (this.#pieces - this.#before > SILENT_PIECES || isBusy()) {
      this.#timer = this.#later();
      return;
    }
    this.#pieces = 0;
    tidy();
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
