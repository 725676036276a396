/**
 * The rows of a session that have left its emulator, packed and deflated, the oldest
 * dropped. They come when they have stayed for a while, a few at a time: a flood replaces
 * all rows many times a second, and keeping what is dropped next would slow it down.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Emulator } from '../screen/emulator.js';
import { unpackRows, type PastRow } from '../screen/packed-rows.js';
import type { PackedBlock, PastKeeper } from '../screen/past.js';
import { COLD_ROWS, MAX_COLD_BYTES, SETTLE_MS } from './limits.js';

/** Half of what a higher level saves, for a quarter of its time. */
const DEFLATE = { level: 3 } as const;

/** Packing goes on this long at a time, so that no key waits for it. */
const SLICE_MS = 3;
const PAUSE_MS = 15;

export class ColdRows implements PastKeeper, Disposable {
  #blocks: PackedBlock[] = [];
  #rows = 0;
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Lines before this one have stayed long enough. */
  #settled = 0;

  /** The number of the oldest row; undefined when there is none. */
  get first(): number | undefined {
    return this.#blocks[0]?.first;
  }

  /** One after the newest row's. */
  get end(): number | undefined {
    const newest = this.#blocks.at(-1);
    return newest && newest.first + newest.count;
  }

  /** To be called after output: takes rows from the emulator when they have stayed. */
  follow(emulator: Emulator): void {
    if (this.#timer === undefined && emulator.packable) this.#wait(emulator);
  }

  keep(block: PackedBlock): void {
    // Rows between were dropped in the emulator, and with them all before.
    if (this.end !== block.first) this.clear();
    // What zlib gives lies in a chunk of 16 KB, which it would keep.
    const bytes = new Uint8Array(deflateRawSync(block.bytes, DEFLATE));
    this.#blocks.push({ ...block, bytes });
    this.#rows += block.count;
    this.#bytes += bytes.length;
    while (this.#rows > COLD_ROWS || this.#bytes > MAX_COLD_BYTES) this.#dropOldest();
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
    return unpackRows(inflateRawSync(block.bytes), { skip: from - block.first });
  }

  /** Takes nothing more from the emulator that it follows. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  [Symbol.dispose](): void {
    this.leave();
    this.clear();
  }

  #wait(emulator: Emulator): void {
    this.#settled = emulator.lines.movable;
    this.#timer = setTimeout(() => this.#pack(emulator), SETTLE_MS);
  }

  #pack(emulator: Emulator): void {
    this.#timer = undefined;
    const end = performance.now() + SLICE_MS;
    while (emulator.pack(this.#settled))
      if (performance.now() > end) {
        this.#timer = setTimeout(() => this.#pack(emulator), PAUSE_MS);
        return;
      }
    this.follow(emulator);
  }

  #dropOldest(): void {
    const block = this.#blocks.shift();
    this.#rows -= block?.count ?? 0;
    this.#bytes -= block?.bytes.length ?? 0;
  }
}
