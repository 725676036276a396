/**
 * Feeds xterm.js's parser in parts of bounded work: what was taken is parsed until the budget
 * is spent, and the rest when it is asked for.
 */
import { Utf8 } from './utf8.js';
import { WorkBudget } from './work-budget.js';
import type { Core } from './xterm-core.js';

/** Longer slices keep xterm's buffers large for good; shorter ones cost a call more. */
const SLICE_BYTES = 64 * 1024;

/** Between margins of columns a line feed costs as much as a screen, and cannot wait. */
const CAREFUL_SLICE_BYTES = 128;

/** The parser's state between sequences. */
const GROUND = 0;

const NOTHING = new Uint8Array(0);

export type ParseWorkOptions = {
  readonly core: Core;
  /** Whether there may be margins of columns. */
  readonly careful: () => boolean;
  /** Called before and after each change of the screen. */
  readonly changing: () => void;
};

export class ParseWork {
  readonly budget = new WorkBudget();
  readonly #options: ParseWorkOptions;
  readonly #text = new Utf8();
  #rest: Uint8Array = NOTHING;
  /** Whether the parser stopped in the middle of what it was given. */
  #stopped = false;

  constructor(options: ParseWorkOptions) {
    this.#options = options;
  }

  /** Whether bytes were taken that are not parsed. */
  get unfinished(): boolean {
    return this.#stopped || this.#rest.length > 0;
  }

  /** Whether all is parsed and no sequence or character has begun that is not complete. */
  get settled(): boolean {
    const { _parser: parser } = this.#options.core._inputHandler;
    return !this.unfinished && parser.currentState === GROUND && !this.#text.begun;
  }

  /** Parses all. */
  finish(bytes: Uint8Array): void {
    this.#drain();
    this.#rest = this.#text.take(bytes);
    this.#drain();
  }

  /** Parses a part; keeps a copy of what is left. */
  begin(bytes: Uint8Array): void {
    this.#drain();
    this.#rest = this.#text.take(bytes);
    this.goOn();
    // A buffer's own `slice` copies nothing.
    if (this.#rest.length > 0) this.#rest = new Uint8Array(this.#rest);
  }

  /** Parses until all is done or the budget is spent. */
  goOn(): void {
    this.budget.renew();
    do this.#parse();
    while (!this.#stopped && this.#rest.length > 0 && !this.budget.spent);
  }

  #drain(): void {
    while (this.unfinished) this.goOn();
  }

  #parse(): void {
    const { core, careful, changing } = this.#options;
    changing();
    const slice = this.#stopped
      ? NOTHING
      : this.#rest.subarray(0, careful() ? CAREFUL_SLICE_BYTES : SLICE_BYTES);
    // `false` lets the handler that stopped the parser go on to the one before it.
    const resumed = this.#stopped ? false : undefined;
    this.#rest = this.#rest.subarray(slice.length);
    this.#stopped = core._inputHandler.parse(slice, resumed) !== undefined;
    changing();
  }
}
