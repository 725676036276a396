/**
 * Joins what the terminal types at once: a paste without brackets is a key for each letter,
 * and a message for each would keep everybody waiting for a minute.
 */
import type { SessionId } from '../domain/ids.js';

export class TypedTogether {
  readonly #give: (session: SessionId, bytes: Buffer) => void;
  #isGathering = false;
  #session: SessionId | undefined;
  #parts: Buffer[] = [];

  constructor(give: (session: SessionId, bytes: Buffer) => void) {
    this.#give = give;
  }

  /** All that `run` types into one session, without anything else between, is given as one. */
  gather(run: () => void): void {
    this.#isGathering = true;
    try {
      run();
    } finally {
      this.#isGathering = false;
      this.flush();
    }
  }

  type(session: SessionId, bytes: Buffer): void {
    if (session !== this.#session) this.flush();
    this.#session = session;
    this.#parts.push(bytes);
    if (!this.#isGathering) this.flush();
  }

  /** Gives what was gathered: something else comes after it. */
  flush(): void {
    const parts = this.#parts.splice(0);
    const [only, ...more] = parts;
    if (this.#session === undefined || only === undefined) return;
    this.#give(this.#session, more.length === 0 ? only : Buffer.concat(parts));
  }
}
