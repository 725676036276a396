/**
 * Gives a program's output to its screen without holding up anybody else: at once and
 * whole as long as that is quick, which it nearly always is. A few sequences cost a
 * thousand times their length (`ESC c` makes a new screen each time); what is full of them
 * is painted in small pieces, with a turn for everybody between, and the program waits.
 */

/** No more comes from a pty at once. */
const MAX_PIECE_BYTES = 4096;

/** Some milliseconds of the slowest output there is. */
const MIN_PIECE_BYTES = 64;

/** A piece that takes longer makes the next ones small. */
const SLOW_MS = 2;

/** Painting goes on for so long: a key takes several turns of the loop to be answered. */
const TURN_MS = 4;

/** The sequence that is known to be slow before it was tried. */
const RESET = Buffer.from('\x1bc');

export type FeedOptions = {
  readonly paint: (bytes: Buffer) => void;
  /** Whether no more output should come for now; what comes nevertheless is kept. */
  readonly hold: (on: boolean) => void;
};

export class Feed implements Disposable {
  readonly #options: FeedOptions;
  #queue: Buffer[] = [];
  #piece = MAX_PIECE_BYTES;
  #turn: NodeJS.Immediate | undefined;
  #afterwards: (() => void) | undefined;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** `bytes` need to stay as they are only until this returns. */
  take(bytes: Buffer): void {
    if (this.#queue.length > 0) {
      this.#queue.push(Buffer.from(bytes));
      return;
    }
    const rest = this.#paint(bytes);
    if (rest.length === 0) return;
    this.#queue.push(Buffer.from(rest));
    this.#options.hold(true);
    this.#turn = setImmediate(() => this.#goOn());
  }

  /** Calls `afterwards` when all that was taken is painted; nothing is taken after this. */
  end(afterwards: () => void): void {
    if (this.#queue.length === 0) afterwards();
    else this.#afterwards = afterwards;
  }

  [Symbol.dispose](): void {
    clearImmediate(this.#turn);
    this.#queue = [];
  }

  #goOn(): void {
    const end = performance.now() + TURN_MS;
    for (let [bytes] = this.#queue; bytes !== undefined; [bytes] = this.#queue) {
      const rest = this.#paint(bytes);
      if (rest.length === 0) this.#queue.shift();
      else this.#queue[0] = rest;
      if (this.#queue.length === 0 || performance.now() < end) continue;
      this.#turn = setImmediate(() => this.#goOn());
      return;
    }
    this.#options.hold(false);
    this.#afterwards?.();
  }

  /** Paints for at most a turn, and gives what is left. */
  #paint(bytes: Buffer): Buffer {
    if (this.#piece > MIN_PIECE_BYTES && bytes.includes(RESET))
      this.#piece = MIN_PIECE_BYTES;
    const turnEnd = performance.now() + TURN_MS;
    let at = 0;
    for (let start = turnEnd - TURN_MS; at < bytes.length && start < turnEnd;) {
      this.#options.paint(bytes.subarray(at, at + this.#piece));
      at += this.#piece;
      const now = performance.now();
      this.#piece =
        now - start > SLOW_MS
          ? MIN_PIECE_BYTES
          : Math.min(this.#piece * 2, MAX_PIECE_BYTES);
      start = now;
    }
    return bytes.subarray(at);
  }
}
