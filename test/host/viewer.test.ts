/** When frames go out: time is faked, the emulator is not. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionId } from '../../src/domain/ids.js';
import { KeysFirst } from '../../src/host/keys-first.js';
import { Viewer } from '../../src/host/viewer.js';
import { Emulator } from '../../src/screen/emulator.js';
import type { Row, ScreenUpdate } from '../../src/screen/row.js';
import { line } from '../screen/picture.js';

const size = { columns: 8, rows: 2 };
const narrow = { columns: 6, rows: 2 };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('after a resize', () => {
  it('the last frame stays until the program has drawn the next one whole', () => {
    const { frames, resize, print } = aView('old');
    resize();
    pass(30);
    print('\x1b[2J\x1b[Hnew ');
    pass(8);
    print('one');
    pass(8);
    expect(frames).toEqual(['old']);
    pass(10);
    expect(frames).toEqual(['old', 'new on|e']);
  });

  it('a program that draws nothing is shown as it is', () => {
    const { frames, resize } = aView('old');
    resize();
    pass(90);
    expect(frames).toEqual(['old']);
    pass(20);
    expect(frames).toEqual(['old', 'old']);
  });

  it('one that never stops drawing is shown in the middle of it', () => {
    const { frames, resize, print } = aView('old');
    resize();
    for (let count = 0; count < 60; count++) {
      print(`\x1b[H${count}`);
      pass(5);
    }
    expect(frames.length).toBeGreaterThan(2);
    expect(frames[1]).toMatch(/^(?:49|50)/);
  });

  it('the first frame waits for nothing', () => {
    const { frames, resize } = aView('old', { seen: false });
    resize();
    pass(1);
    expect(frames).toEqual(['old']);
  });

  it('a key typed meanwhile is answered with the whole frame', () => {
    const { viewer, frames, resize, print } = aView('old');
    resize();
    viewer.typed();
    print('\x1b[2J\x1b[Hnew');
    pass(16);
    expect(frames).toEqual(['old', 'new']);
  });
});

describe('while somebody types', () => {
  it('a frame of another session waits until the key is answered', () => {
    const { frames, print, other } = aView('old');
    other.typed();
    print('\rnew');
    pass(5);
    expect(frames).toEqual(['old']);
    other.answered();
    pass(8);
    expect(frames).toEqual(['old', 'new']);
  });

  it('a key is answered when the peer shows what the program made of it', () => {
    const { viewer, print, peer, own, other } = aView('old');
    peer.sees = false;
    own.typed();
    viewer.typed();
    print('\rnew');
    pass(1);
    expect(other.waits()).toBe(true);
    viewer.seen();
    const answeredAt = performance.now();
    while (other.waits()) pass(1);
    // Sooner than without an answer.
    expect(performance.now() - answeredAt).toBeLessThan(6);
  });

  it('nobody is shown a frame that waited when he has gone', () => {
    const { viewer, frames, print, other } = aView('old');
    other.typed();
    print('\rnew');
    pass(1);
    viewer[Symbol.dispose]();
    pass(100);
    expect(frames).toEqual(['old']);
  });
});

/** `seen`: whether the peer has the first frame. */
function aView(text: string, { seen = true }: { readonly seen?: boolean } = {}) {
  const emulator = new Emulator({ size, scrollback: 10 });
  emulator.write(Buffer.from(text));
  const frames: string[] = [];
  const peer = { sees: true };
  let rows: Row[] = [];
  const keysFirst = new KeysFirst();
  const turn = keysFirst.of(sessionId('shown'));
  const viewer: Viewer = new Viewer({ emulator, turn }, (update) => {
    rows = shownAfter(rows, update);
    frames.push(
      rows
        .map((row) => line(row, 0))
        .filter((row) => row !== '')
        .join('|'),
    );
    if (peer.sees) viewer.seen();
  });
  if (seen) pass(20);
  return {
    viewer,
    frames,
    peer,
    own: turn,
    other: keysFirst.of(sessionId('other')),
    resize: () => {
      emulator.resize(narrow);
      viewer.resized();
    },
    print: (more: string) => {
      emulator.write(Buffer.from(more));
      viewer.changed();
    },
  };
}

function pass(ms: number): void {
  vi.advanceTimersByTime(ms);
}

function shownAfter(before: readonly Row[], { full, changes }: ScreenUpdate): Row[] {
  const rows = full ? [] : [...before];
  for (const { y, row } of changes) rows[y] = row;
  return rows;
}
