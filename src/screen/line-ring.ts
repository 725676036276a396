import type { Line } from './xterm-core.js';

/** The newest lines of many: a queue that drops its oldest when it is full. */
export class LineRing {
  readonly #capacity: number;
  #lines: (Line | undefined)[] = [];
  #start = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get length(): number {
    return this.#length;
  }

  /** From 0, the oldest. */
  get(index: number): Line | undefined {
    return this.#lines[(this.#start + index) % this.#capacity];
  }

  /** Gives the line that had to go for it, if one had. */
  push(line: Line): Line | undefined {
    if (this.#capacity === 0) return line;
    const end = (this.#start + this.#length) % this.#capacity;
    const full = this.#length === this.#capacity;
    const dropped = full ? this.#lines[end] : undefined;
    this.#lines[end] = line;
    if (full) this.#start = (this.#start + 1) % this.#capacity;
    else this.#length++;
    return dropped;
  }

  /** Takes out the oldest; undefined when there is none. */
  shift(): Line | undefined {
    const line = this.#lines[this.#start];
    if (this.#length === 0) return undefined;
    this.#lines[this.#start] = undefined;
    this.#start = (this.#start + 1) % this.#capacity;
    this.#length--;
    return line;
  }

  clear(): void {
    this.#lines = [];
    this.#start = 0;
    this.#length = 0;
  }
}
