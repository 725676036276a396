import { expect, it } from 'vitest';
import { ALL_CAPABILITIES } from '../../src/compositor/capabilities.js';
import { HIDDEN } from '../../src/compositor/cursor.js';
import { paint } from '../../src/compositor/paint.js';
import { Painter } from '../../src/console/painter.js';

const size = { columns: 4, rows: 1 };

it('writes the newest state and no frame for what came between, while the terminal is slow', async () => {
  const written: string[] = [];
  let shown = 'a';
  let seen = 0;
  using painter = new Painter({
    size,
    can: { ...ALL_CAPABILITIES, synchronized: false },
    compose: (frame) => {
      const words = Uint32Array.of((1 << 22) | (shown.codePointAt(0) ?? 0), 0, 0);
      paint(frame, {
        rows: [{ words, extras: [] }],
        rect: { x: 0, y: 0, width: 4, height: 1 },
      });
      return HIDDEN;
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
