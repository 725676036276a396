import { expect, it, vi } from 'vitest';
import { ALL_CAPABILITIES } from '../../src/compositor/capabilities.js';
import { HIDDEN } from '../../src/compositor/cursor.js';
import { sessionId } from '../../src/domain/ids.js';
import { Painter } from '../../src/console/painter.js';
import { COLOUR_RGB } from '../../src/screen/row.js';

const size = { columns: 4, rows: 1 };

it('writes the newest state and no frame for what came between, while the terminal is slow', async () => {
  const written: string[] = [];
  let shown = 'a';
  let seen = 0;
  using painter = new Painter({
    size,
    can: { ...ALL_CAPABILITIES, synchronized: false },
    compose: () => {
      const words = Uint32Array.of((1 << 22) | (shown.codePointAt(0) ?? 0), 0, 0);
      const rect = { x: 0, y: 0, width: 4, height: 1 };
      return { layers: [{ rows: [{ words, extras: [] }], rect }], cursor: HIDDEN };
    },
    write: (bytes) => written.push(bytes) < 0,
    painted: () => (seen += 1),
  });

  painter.request();
  await expect.poll(() => written).toEqual(['\x1b[0m\x1b[2J\x1b[1;1Ha']);
  for (const next of ['b', 'c', 'd']) {
    shown = next;
    painter.request();
  }
  painter.drained();
  await expect.poll(() => written.length).toBe(2);
  expect(written[1]).toBe('\x1b[1;1Hd');
  expect(seen).toBe(2);
});

it('paints what a session makes of a key at once, and paces what others show', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'performance'] });
  let frames = 0;
  using painter = new Painter({
    size,
    can: ALL_CAPABILITIES,
    compose: () => ({ layers: [], cursor: HIDDEN }),
    write: () => true,
    painted: () => (frames += 1),
  });
  const typedInto = sessionId('typed');
  try {
    painter.request();
    vi.advanceTimersByTime(16);
    expect(frames).toBe(1);

    painter.typed(typedInto);
    painter.request(sessionId('another'));
    vi.advanceTimersByTime(1);
    expect(frames).toBe(1);
    painter.request(typedInto);
    expect(frames).toBe(2);
  } finally {
    vi.useRealTimers();
  }
});

it('lets a large frame be looked at for as long as a terminal needs to take many of them', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'performance'] });
  const written: string[] = [];
  let colour = 0;
  using painter = new Painter({
    size: { columns: 200, rows: 60 },
    can: ALL_CAPABILITIES,
    compose: ({ columns, rows }) => {
      const row = () => {
        const cells = Array.from({ length: columns }, () => {
          colour += 1;
          return [(1 << 22) | 0x78, COLOUR_RGB | colour, 0];
        });
        return { words: Uint32Array.from(cells.flat()), extras: [] };
      };
      const rect = { x: 0, y: 0, width: columns, height: rows };
      return {
        layers: [{ rows: Array.from({ length: rows }, row), rect }],
        cursor: HIDDEN,
      };
    },
    write: (bytes) => written.push(bytes) > 0,
    painted: () => {},
  });
  try {
    painter.request();
    vi.advanceTimersByTime(16);
    painter.request();
    const due = Math.min((written[0] ?? '').length / 2000, 100);
    expect(due).toBeGreaterThan(50);
    vi.advanceTimersByTime(due - 2);
    expect(written).toHaveLength(1);
    vi.advanceTimersByTime(4);
    expect(written).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});
