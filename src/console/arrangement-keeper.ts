/**
 * Writes down how a person arranged the panes, soon after they did and when the console
 * ends: one that is killed has lost a moment of it.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Arranged } from '../layout/saved.js';
import { saveArranged } from './arrangement-file.js';
import { arrangedOf } from './arrangement.js';
import type { ConsoleState } from './state.js';

export type ArrangementKeeperOptions = {
  readonly file: string;
  readonly state: () => ConsoleState;
};

/** Changes that come one after the other are written as one. */
const SOON_MS = 500;

export class ArrangementKeeper implements Disposable {
  readonly #file: string;
  readonly #state: () => ConsoleState;
  #timer: NodeJS.Timeout | undefined;
  #kept: Arranged | undefined;

  constructor({ file, state }: ArrangementKeeperOptions) {
    this.#file = file;
    this.#state = state;
  }

  /** The state changed. Where no person has done anything there is nothing new to keep. */
  changed(): void {
    if (this.#state().begun) this.#timer ??= setTimeout(() => this.#keep(), SOON_MS);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    const how = this.#arranged;
    if (how) saveArranged(this.#file, how);
  }

  /** Without panes nothing was seen that could have been arranged. */
  get #arranged(): Arranged | undefined {
    const state = this.#state();
    return state.panes.length > 0 || state.left ? arrangedOf(state) : undefined;
  }

  /** Leaves alone what another console has written while nothing was changed in this one. */
  #keep(): void {
    this.#timer = undefined;
    const how = this.#arranged;
    if (!how || isDeepStrictEqual(how, this.#kept)) return;
    this.#kept = how;
    saveArranged(this.#file, how);
  }
}
