/**
 * The tokens of an agent's files, each message counted once: agents write a message again
 * for each of its parts, copy a conversation that they go on with, and may write what a
 * subagent said in two files.
 */
import { NO_TOKENS, plus, type Tokens } from '../domain/usage.js';
import type { ToldLine } from './usage-told.js';

/** More messages than a conversation has; the oldest of even more are forgotten. */
const MAX_KNOWN = 100_000;

/** A message that is still written grows; the ones before do not. */
const MAX_RECENT = 64;

export class Tally {
  readonly #sums: Map<string, Tokens>;
  readonly #known = new Set<string>();
  readonly #recent = new Map<string, Tokens>();

  /** `sums` are those of the files as far as they were read before. */
  constructor(sums: ReadonlyMap<string, Tokens>) {
    this.#sums = new Map(sums);
  }

  /** All that was counted in a file; undefined before anything was. */
  sum(file: string): Tokens | undefined {
    return this.#sums.get(file);
  }

  count(file: string, { once, tokens }: ToldLine): void {
    if (!tokens) return;
    if (once === undefined) {
      this.#sums.set(file, tokens);
      return;
    }
    const before = this.#recent.get(once);
    if (!before && this.#known.has(once)) return;
    const more = grown(before ?? NO_TOKENS, tokens);
    this.#sums.set(file, plus(this.#sums.get(file) ?? NO_TOKENS, more));
    this.#keep(once, plus(before ?? NO_TOKENS, more));
  }

  /** It was counted before, by an engine that knew it. */
  recall({ once, tokens }: ToldLine): void {
    if (once !== undefined && tokens) this.#keep(once, tokens);
  }

  #keep(once: string, tokens: Tokens): void {
    this.#known.add(once);
    this.#recent.delete(once);
    this.#recent.set(once, tokens);
    if (this.#recent.size > MAX_RECENT) dropOldest(this.#recent);
    if (this.#known.size > MAX_KNOWN) dropOldest(this.#known);
  }
}

function grown(before: Tokens, now: Tokens): Tokens {
  return {
    input: Math.max(0, now.input - before.input),
    output: Math.max(0, now.output - before.output),
    cacheRead: Math.max(0, now.cacheRead - before.cacheRead),
    cacheWrite: Math.max(0, now.cacheWrite - before.cacheWrite),
  };
}

function dropOldest(
  kept: Pick<Map<string, unknown> | Set<string>, 'keys' | 'delete'>,
): void {
  const [oldest] = kept.keys();
  if (oldest !== undefined) kept.delete(oldest);
}
