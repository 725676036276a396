/**
 * The rows of a session that have left its emulator, packed and deflated, the oldest
 * dropped. They come when they have stayed for a while, a few at a time: a flood replaces
 * all rows many times a second, and keeping what is dropped next would slow it down.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Emulator } from '../screen/emulator.js';
import { KeptRows } from '../screen/kept-rows.js';
import { COLD_ROWS, MAX_COLD_BYTES, SETTLE_MS } from './limits.js';

/** Half of what a higher level saves, for a quarter of its time. */
const DEFLATE = { level: 3 } as const;

/** Packing goes on this long at a time, so that no key waits for it. */
const SLICE_MS = 3;
const PAUSE_MS = 15;

export class ColdRows implements Disposable {
  readonly rows = new KeptRows(
    { rows: COLD_ROWS, bytes: MAX_COLD_BYTES },
    {
      // What zlib gives lies in a chunk of 16 KB, which it would keep.
      deflate: (bytes) => new Uint8Array(deflateRawSync(bytes, DEFLATE)),
      inflate: inflateRawSync,
    },
  );
  #timer: NodeJS.Timeout | undefined;
  /** Lines before this one have stayed long enough. */
  #settled = 0;

  /** Whether rows are to be packed, now or when they have stayed. */
  get packing(): boolean {
    return this.#timer !== undefined;
  }

  /** To be called after output: takes rows from the emulator when they have stayed. */
  follow(emulator: Emulator): void {
    if (this.#timer === undefined && (emulator.packable || this.rows.unpacked))
      this.#wait(emulator);
  }

  /** Takes nothing more from the emulator that it follows. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  [Symbol.dispose](): void {
    this.leave();
    this.rows.clear();
  }

  #wait(emulator: Emulator): void {
    this.#settled = emulator.lines.movable;
    this.#timer = setTimeout(() => this.#pack(emulator), SETTLE_MS);
  }

  #pack(emulator: Emulator): void {
    this.#timer = undefined;
    const end = performance.now() + SLICE_MS;
    while (this.rows.pack() || emulator.handOn(this.#settled))
      if (performance.now() > end) {
        this.#timer = setTimeout(() => this.#pack(emulator), PAUSE_MS);
        return;
      }
    this.follow(emulator);
  }
}
