import type { Rect } from '../../src/layout/rect.js';

/** Rectangles as a drawing: each filled with the first letter of its name, `·` between. */
export function draw(rects: ReadonlyMap<string, Rect>): string {
  const all = [...rects];
  const width = Math.max(0, ...all.map(([, { x, width }]) => x + width));
  const height = Math.max(0, ...all.map(([, { y, height }]) => y + height));
  const grid = Array.from({ length: height }, () =>
    Array.from({ length: width }, () => '·'),
  );
  for (const [name, rect] of all)
    for (let y = rect.y; y < rect.y + rect.height; y++)
      grid[y]?.fill(name.slice(0, 1), rect.x, rect.x + rect.width);
  return grid.map((line) => line.join('')).join('\n');
}
