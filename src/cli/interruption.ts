import { Complaint } from './complaint.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** While it lives, a signal that would end the process rejects `came` instead. */
export class Interruption implements Disposable {
  readonly came: Promise<never>;
  #interrupt: (signal: NodeJS.Signals) => void = () => {};

  constructor() {
    this.came = new Promise((_, reject) => {
      this.#interrupt = (signal) => reject(new Complaint(`interrupted by ${signal}`));
    });
    // It may come before anybody waits for it.
    this.came.catch(() => {});
    for (const signal of SIGNALS) process.once(signal, this.#interrupt);
  }

  [Symbol.dispose](): void {
    for (const signal of SIGNALS) process.off(signal, this.#interrupt);
  }
}
