import { describe, expect, it } from 'vitest';
import { deferred } from '../../src/base/deferred.js';
import { collectGarbage, Tidying } from '../../src/host/tidying.js';

const MUCH = 300;

/** More than any other test holds. */
const BUFFERS_BYTES = 64 * 1024 * 1024;

const QUIET = { isBusy: () => false, spares: { taken: 0, waitingBytes: 0 } };

describe('tidying', () => {
  it('waits for silence after much output, and for more output after that', async () => {
    const tidied: string[] = [];
    let said = 'before any output';
    let done = deferred<void>();
    using tidying = new Tidying({
      ...QUIET,
      tidy() {
        tidied.push(said);
        done.resolve();
      },
    });
    said = 'after much output';
    for (let piece = 0; piece < MUCH; piece++) tidying.written();
    await done.promise;
    tidying.written();
    done = deferred();
    said = 'after much more output';
    for (let piece = 0; piece < MUCH; piece++) tidying.written();
    await done.promise;
    expect(tidied).toStrictEqual(['after much output', 'after much more output']);
  });

  it('waits until nobody is busy', async () => {
    let asked = 0;
    const done = deferred<void>();
    using tidying = new Tidying({
      ...QUIET,
      isBusy: () => (asked += 1) < 2,
      tidy: done.resolve,
    });
    for (let piece = 0; piece < MUCH; piece++) tidying.written();
    await done.promise;
    expect(asked).toBe(2);
  });

  it('does not wait for spinners, which scroll nothing, where much memory waits', async () => {
    const done = deferred<void>();
    let spins = 0;
    const spares = { taken: 0, waitingBytes: 0 };
    using tidying = new Tidying({ isBusy: () => false, spares, tidy: done.resolve });
    const spinner = setInterval(() => {
      for (let piece = 0; piece < MUCH; piece++) tidying.written();
      spins += 1;
      // Scrolls first, in a little memory; then stands, with much.
      if (spins < 100) spares.taken += MUCH;
      else spares.waitingBytes = 9 * 1024 * 1024;
    }, 5);
    await done.promise;
    clearInterval(spinner);
    expect(spins).toBeGreaterThanOrEqual(100);
  });

  it('collects the buffers that nobody has any more', async () => {
    expect(buffersHeld()).toBeGreaterThanOrEqual(BUFFERS_BYTES);
    collectGarbage();
    // Another thread lets go of them, and of what other tests left.
    await expect.poll(arrayBuffers).toBeLessThan(BUFFERS_BYTES);
  });
});

/** Bytes while there are many buffers, of which none is left afterwards. */
function buffersHeld(): number {
  const buffers = Array.from({ length: 16 }, () => new Uint8Array(BUFFERS_BYTES / 16));
  const held = arrayBuffers();
  buffers.length = 0;
  return held;
}

function arrayBuffers(): number {
  return process.memoryUsage().arrayBuffers;
}
