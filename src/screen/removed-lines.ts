import type { XtermBuffer } from './xterm-core.js';

/**
 * Takes `count` lines from `start` on out of a screen that scrolls as a whole, or from above
 * it. Lines that had left its top come back, or else blank ones at its bottom.
 */
export function removeLines(buffer: XtermBuffer, start: number, count: number): void {
  const { lines, ybase } = buffer;
  const back = Math.min(count, ybase);
  const spare = Array.from({ length: count - back }, (_, at) => lines.get(start + at));
  lines.splice(start, count);
  buffer.setWrapped(start, false);
  buffer.ybase -= back;
  buffer.ydisp = buffer.ybase;
  buffer.y -= spare.length;
  if (buffer.savedY > start) buffer.savedY = Math.max(start, buffer.savedY - count);
  for (const line of spare) {
    if (!line) continue;
    line.fill(buffer.getNullCell());
    lines.push(line);
    buffer.setWrapped(lines.length - 1, false);
  }
}
