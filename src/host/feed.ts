/**
 * Gives a program's output to its screen without holding up anybody else: at once and
 * whole as long as that is quick, which it nearly always is. What costs more is painted in
 * parts of bounded work, with a turn for everybody between, and the program waits. So it does
 * while somebody types elsewhere (`keys-first.ts`).
 */
import type { Turn } from './keys-first.js';

/** No more comes from a pty at once. */
const MAX_PIECE_BYTES = 4096;

/** Painting goes on for so long: a key takes several turns of the loop to be answered. */
const TURN_MS = 4;

export type FeedOptions = {
  /** Paints `bytes`, or the first part of the work that they are: then it gives true. */
  readonly begin: (bytes: Buffer) => boolean;
  /** Paints the next part; true while there is another one. */
  readonly goOn: () => boolean;
  /** Whether no more output should come for now; what comes nevertheless is kept. */
  readonly hold: (on: boolean) => void;
  readonly turn: Pick<Turn, 'waits' | 'after'>;
};

export class Feed implements Disposable {
  readonly #options: FeedOptions;
  #queue: Buffer[] = [];
  /** Whether what was begun has more parts. */
  #unfinished = false;
  #next: NodeJS.Immediate | undefined;
  #afterwards: (() => void) | undefined;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** `bytes` need to stay as they are only until this returns. */
  take(bytes: Buffer): void {
    if (this.waiting) {
      this.#queue.push(Buffer.from(bytes));
      return;
    }
    const { turn } = this.#options;
    const rest = turn.waits() ? bytes : this.#paint(bytes, performance.now() + TURN_MS);
    if (rest.length > 0) this.#queue.push(Buffer.from(rest));
    if (!this.waiting) return;
    this.#options.hold(true);
    this.#later();
  }

  /** Calls `afterwards` when all that was taken is painted; nothing is taken after this. */
  end(afterwards: () => void): void {
    if (!this.waiting) afterwards();
    else this.#afterwards = afterwards;
  }

  [Symbol.dispose](): void {
    clearImmediate(this.#next);
    this.#queue = [];
    this.#unfinished = false;
  }

  /** Whether output was taken that is not on the screen yet. */
  get waiting(): boolean {
    return this.#unfinished || this.#queue.length > 0;
  }

  #later(): void {
    const { turn } = this.#options;
    if (turn.waits()) turn.after(() => this.#later());
    else this.#next = setImmediate(() => this.#goOn());
  }

  #goOn(): void {
    if (!this.waiting) return;
    if (this.#options.turn.waits()) return this.#later();
    const end = performance.now() + TURN_MS;
    while (this.waiting) {
      const rest = this.#paint(this.#queue.shift() ?? NOTHING, end);
      if (rest.length > 0) this.#queue.unshift(rest);
      if (!this.waiting || performance.now() < end) continue;
      return this.#later();
    }
    this.#options.hold(false);
    this.#afterwards?.();
  }

  /** Paints until `end`, first what was begun, and gives what is left of `bytes`. */
  #paint(bytes: Buffer, end: number): Buffer {
    for (let at = 0; ;) {
      while (this.#unfinished) {
        this.#unfinished = this.#options.goOn();
        if (performance.now() >= end) return bytes.subarray(at);
      }
      if (at >= bytes.length) return NOTHING;
      const piece = bytes.subarray(at, at + MAX_PIECE_BYTES);
      this.#unfinished = this.#options.begin(piece);
      at += piece.length;
      if (performance.now() >= end) return bytes.subarray(at);
    }
  }
}

const NOTHING = Buffer.alloc(0);
