/**
 * The rows of a session that have left its emulator: packed, deflated once they have
 * stayed for a while, the oldest dropped. A flood replaces them all many times a second;
 * deflating what is dropped next would cost more than the emulation.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { unpackRows, type PastRow } from '../screen/packed-rows.js';
import type { PackedBlock, PastKeeper } from '../screen/past.js';
import { COLD_ROWS, DEFLATE_AFTER_MS, MAX_COLD_BYTES } from './limits.js';

type Block = PackedBlock & { readonly deflated: boolean; readonly keptAt: number };

/** Half of what a higher level saves, for a quarter of its time. */
const DEFLATE = { level: 3 } as const;

/** Deflating goes on this long at a time, so that no key waits for it. */
const SLICE_MS = 3;
const PAUSE_MS = 15;

export class ColdRows implements PastKeeper, Disposable {
  #blocks: Block[] = [];
  #rows = 0;
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  /** The number of the oldest row; undefined when there is none. */
  get first(): number | undefined {
    return this.#blocks[0]?.first;
  }

  keep(block: PackedBlock): void {
    this.#blocks.push({ ...block, deflated: false, keptAt: performance.now() });
    this.#rows += block.count;
    this.#bytes += block.bytes.length;
    while (this.#rows > COLD_ROWS || this.#bytes > MAX_COLD_BYTES) this.#dropOldest();
    this.#timer ??= setTimeout(() => this.#deflate(), DEFLATE_AFTER_MS);
  }

  clear(): void {
    this.#blocks = [];
    this.#rows = 0;
    this.#bytes = 0;
  }

  /** Rows from number `from` on, as far as they lie in one block: never none if it is kept. */
  read(from: number): readonly PastRow[] {
    const block = this.#blocks.findLast(({ first }) => first <= from);
    if (!block || from >= block.first + block.count) return [];
    const bytes = block.deflated ? inflateRawSync(block.bytes) : block.bytes;
    return unpackRows(bytes, { skip: from - block.first });
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.clear();
  }

  #dropOldest(): void {
    const block = this.#blocks.shift();
    this.#rows -= block?.count ?? 0;
    this.#bytes -= block?.bytes.length ?? 0;
  }

  #deflate(): void {
    const start = performance.now();
    const old = start - DEFLATE_AFTER_MS;
    for (const [index, block] of this.#blocks.entries()) {
      if (block.deflated || block.keptAt > old) continue;
      const bytes = deflateRawSync(block.bytes, DEFLATE);
      this.#blocks[index] = { ...block, bytes, deflated: true };
      this.#bytes -= block.bytes.length - bytes.length;
      if (performance.now() - start > SLICE_MS) break;
    }
    this.#timer = this.#next(old);
  }

  #next(old: number): NodeJS.Timeout | undefined {
    const raw = this.#blocks.find(({ deflated }) => !deflated);
    if (!raw) return undefined;
    const pause = raw.keptAt > old ? DEFLATE_AFTER_MS : PAUSE_MS;
    return setTimeout(() => this.#deflate(), pause);
  }
}
