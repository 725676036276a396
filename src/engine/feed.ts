/**
 * Tells the engine's peers what changed: the whole status, newest only, so that a burst
 * of changes costs one message and a slow peer gets fewer.
 */
import { disposable } from '../base/disposer.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Status } from '../domain/status.js';
import type { EngineEvent } from '../protocol/engine.js';

/** What the feed needs of a peer. */
export type Listener = {
  readonly tell: (event: EngineEvent) => void;
  /** Bytes not yet taken. */
  readonly unsentBytes: number;
};

/** A status is sent at most once in this time; less sends one for every file of a commit. */
const GATHER_MS = 20;

/** A peer that has this much waiting is not sent more; it catches up with the next change. */
const SLOW_PEER_BYTES = 1024 * 1024;

export class Feed implements Disposable {
  readonly #status: () => Status;
  readonly #listeners = new Set<Listener>();
  #timer: NodeJS.Timeout | undefined;
  #sentAt = -Infinity;

  constructor(status: () => Status) {
    this.#status = status;
  }

  /** Sends the present status at once, and what changes until the result is disposed. */
  add(listener: Listener): Disposable {
    this.#listeners.add(listener);
    listener.tell({ type: 'status', status: this.#status() });
    return disposable(() => this.#listeners.delete(listener));
  }

  changed(): void {
    const wait = Math.max(0, this.#sentAt + GATHER_MS - performance.now());
    this.#timer ??= setTimeout(() => this.#send(), wait);
  }

  /** Resolves with the first status from now on that fits, at the latest after `limitMs`. */
  until(fits: (status: Status) => boolean, limitMs: number): Promise<void> {
    if (fits(this.#status())) return Promise.resolve();
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
        resolve();
      };
      const timer = setTimeout(settle, limitMs).unref();
      const listener: Listener = {
        unsentBytes: 0,
        tell: (event) => {
          if (event.type === 'status' && fits(event.status)) settle();
        },
      };
      this.#listeners.add(listener);
    });
  }

  notify(level: 'info' | 'warning' | 'error', text: string, calls?: WorkstreamId): void {
    const called = calls === undefined ? {} : { calls };
    this.tell({ type: 'notice', level, text, ...called });
  }

  tell(event: EngineEvent): void {
    for (const listener of this.#listeners) listener.tell(event);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  #send(): void {
    this.#timer = undefined;
    if (this.#listeners.size === 0) return;
    this.#sentAt = performance.now();
    const status = this.#status();
    const behind = [...this.#listeners].filter(
      ({ unsentBytes }) => unsentBytes > SLOW_PEER_BYTES,
    );
    for (const listener of this.#listeners)
      if (!behind.includes(listener)) listener.tell({ type: 'status', status });
    if (behind.length > 0) this.#timer = setTimeout(() => this.#send(), 1000);
  }
}
