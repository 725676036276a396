/**
 * Keys go first. Output of other sessions waits, in the kernel and so with the programs that
 * print it, from a key until a peer shows what its session made of it; and as long as
 * somebody types, it is taken for a part of the time only. What floods would otherwise take
 * the processor from every process on the way of the key, and a host that never rests is
 * the last that the kernel lets run where others want to.
 *
 * A program that makes nothing of a key is not waited for long.
 */
import type { SessionId } from '../domain/ids.js';

/** Half a frame: what floods is shown as smoothly as before. */
const MAX_WAIT_MS = 8;

/** Somebody types who typed that long ago. */
const TYPING_MS = 500;

/** Meanwhile others have so much of each period: some megabytes a second. */
const PERIOD_MS = 6;
const OTHERS_MS = 2;

/** What one session asks about its turn. */
export type Turn = {
  /** Whether what it does should wait for another one's key. */
  waits(): boolean;
  /** Calls `goOn` as soon as it need not wait any more. */
  after(goOn: () => void): void;
  /** Somebody typed into it. */
  typed(): void;
  /** A peer shows what it made of a key. */
  answered(): void;
};

export class KeysFirst implements Disposable {
  /** The session that got the last key. */
  #typed: SessionId | undefined;
  #typedAt = -Infinity;
  /** Whether a peer has shown what that made of it. */
  #answered = true;
  /** Whether others wait until then. */
  #awaited = false;
  #waiting: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;

  of(session: SessionId): Turn {
    return {
      waits: () => this.#typed !== session && this.#wait() > 0,
      after: (goOn) => this.#after(goOn),
      typed: () => {
        // One that made nothing of the last key may make nothing of this one.
        this.#awaited = this.#answered || this.#typed !== session;
        this.#typed = session;
        this.#typedAt = performance.now();
        this.#answered = false;
      },
      answered: () => {
        if (this.#typed !== session) return;
        this.#answered = true;
        this.#awaited = false;
      },
    };
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }

  #after(goOn: () => void): void {
    this.#waiting.push(goOn);
    this.#timer ??= setTimeout(() => this.#goOn(), this.#wait());
  }

  #goOn(): void {
    this.#timer = undefined;
    for (const goOn of this.#waiting.splice(0)) goOn();
  }

  /** Milliseconds until others have their turn. */
  #wait(): number {
    const now = performance.now();
    const since = now - this.#typedAt;
    if (since > TYPING_MS) return 0;
    const forKey = this.#awaited ? MAX_WAIT_MS - since : 0;
    const inPeriod = now % PERIOD_MS;
    const forPeriod = inPeriod < OTHERS_MS ? 0 : PERIOD_MS - inPeriod;
    return Math.max(forKey, forPeriod, 0);
  }
}
