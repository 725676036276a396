/** The console's timers: at most one of each name, and all end with their owner. */
export type TimerName = 'clock' | 'host' | 'engine' | 'placing';

export class Timers implements Disposable {
  readonly #timers = new Map<TimerName, NodeJS.Timeout>();
  #closed = false;

  /** Nothing once its owner has ended. */
  set(name: TimerName, ms: number, run: () => void): void {
    this.clear(name);
    if (this.#closed) return;
    this.#timers.set(name, setTimeout(run, ms));
  }

  clear(name: TimerName): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
