/**
 * Areas of the visible screen: erased, filled, copied and shifted. It is what margins and the
 * VT420's rectangles need and xterm.js has not. No half of a wide character stays alone.
 */
import { BG_HAS_EXTENDED, IS_CLUSTER, WORDS_PER_CELL } from './row.js';
import type { Core, Line } from './xterm-core.js';

/** Rows and columns of the screen from 0; the last ones belong to it. */
export type Area = {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
};

/** Cells become blank in the colour of the background, those that DECSCA protects if not kept. */
export function eraseArea(
  core: Core,
  area: Area,
  { keepProtected = false }: { readonly keepProtected?: boolean } = {},
): void {
  const blank = core.buffer.getNullCell(core._inputHandler._eraseAttrData());
  for (const line of linesOf(core, area)) {
    line.replaceCells(area.left, area.right + 1, blank, keepProtected);
    if (keepProtected) mendCells(core, line, area);
    mend(core, line, area);
  }
}

/** Cells become one character, one column wide, with the attributes of what is written next. */
export function fillArea(core: Core, area: Area, codePoint: number): void {
  const { _curAttrData: attributes } = core._inputHandler;
  for (const line of linesOf(core, area)) {
    for (let column = area.left; column <= area.right; column++)
      line.setCellFromCodepoint(column, codePoint, 1, attributes);
    mend(core, line, area);
  }
}

/** The area's cells appear also from `top` and `left` on, as far as the screen goes. */
export function copyArea(
  core: Core,
  area: Area,
  { top, left }: { readonly top: number; readonly left: number },
): void {
  const { rows, cols } = core._bufferService;
  const width = Math.min(area.right - area.left + 1, cols - left);
  const bottom = Math.min(area.bottom, area.top + rows - 1 - top);
  const copies = linesOf(core, { ...area, bottom }).map((line) => line.clone(false));
  for (const [index, copy] of copies.entries()) {
    const line = lineAt(core, top + index);
    if (!line) continue;
    copyCells(copy, line, { from: area.left, to: left, length: width });
    mend(core, line, { left, right: left + width - 1 });
  }
}

/** Rows move up by `count`, or down by a negative one; blank ones follow. */
export function scrollArea(core: Core, area: Area, count: number): void {
  const { top, bottom, left, right } = area;
  const height = bottom - top + 1;
  const by = Math.max(-height, Math.min(height, count));
  const lines = linesOf(core, area);
  for (let step = 0; step < height - Math.abs(by); step++) {
    const to = by > 0 ? step : height - 1 - step;
    const from = lines[to + by];
    const line = lines[to];
    if (!line || !from) continue;
    copyCells(from, line, { from: left, to: left, length: right - left + 1 });
    mend(core, line, area);
  }
  if (by > 0) eraseArea(core, { ...area, top: bottom - by + 1 });
  else if (by < 0) eraseArea(core, { ...area, bottom: top - by - 1 });
}

/** Columns move left by `count`, or right by a negative one; blank ones follow. */
export function shiftArea(core: Core, area: Area, count: number): void {
  const { left, right } = area;
  const width = right - left + 1;
  const by = Math.min(width, Math.abs(count));
  const attributes = core._inputHandler._eraseAttrData();
  const first = count > 0 ? right - by + 1 : left;
  for (const line of linesOf(core, area)) {
    if (count > 0) line.copyCellsFrom(line, left + by, left, width - by, false);
    else line.copyCellsFrom(line, left, left + by, width - by, true);
    // One by one: what stood there before says nothing about the cells beside it.
    for (let column = first; column < first + by; column++)
      line.setCellFromCodepoint(column, 0, 1, attributes);
    mend(core, line, area);
    mend(core, line, { left: first, right: first + by - 1 });
  }
}

/** Row `y` of the visible screen. */
export function lineAt({ buffer }: Core, y: number): Line | undefined {
  return buffer.lines.get(buffer.ybase + y);
}

function linesOf(core: Core, { top, bottom }: Area): readonly Line[] {
  return Array.from({ length: Math.max(0, bottom - top + 1) }, (_, index) =>
    lineAt(core, top + index),
  ).filter((line) => line !== undefined);
}

type Stretch = { readonly from: number; readonly to: number; readonly length: number };

/** Between two lines: the words at once, and what xterm.js keeps beside them cell by cell. */
function copyCells(source: Line, line: Line, { from, to, length }: Stretch): void {
  const words = source._data.subarray(
    from * WORDS_PER_CELL,
    (from + length) * WORDS_PER_CELL,
  );
  line._data.set(words, to * WORDS_PER_CELL);
  // Of no cells: it tells the line that its text is another one.
  line.copyCellsFrom(source, 0, 0, 0, false);
  for (let cell = 0; cell < length; cell++)
    if (hasMore(words, cell * WORDS_PER_CELL))
      line.copyCellsFrom(source, from + cell, to + cell, 1, false);
}

function hasMore(words: Uint32Array, at: number): boolean {
  const cluster = (words[at] ?? 0) & IS_CLUSTER;
  return cluster !== 0 || ((words[at + 2] ?? 0) & BG_HAS_EXTENDED) !== 0;
}

/** Blanks halves of wide characters at the edges of changed columns whose other half is gone. */
function mend(
  core: Core,
  line: Line,
  { left, right }: Pick<Area, 'left' | 'right'>,
): void {
  mendCells(core, line, { left: left - 1, right: left });
  mendCells(core, line, { left: right, right: right + 1 });
}

function mendCells(
  { _inputHandler: input, _bufferService: { cols } }: Core,
  line: Line,
  { left, right }: Pick<Area, 'left' | 'right'>,
): void {
  for (let column = Math.max(0, left); column <= Math.min(right, cols - 1); column++) {
    const width = line.getWidth(column);
    if (width === 1) continue;
    const before = column > 0 ? line.getWidth(column - 1) : 1;
    const after = column + 1 < cols ? line.getWidth(column + 1) : 1;
    const whole = width === 0 ? before === 2 : after === 0;
    if (!whole) line.setCellFromCodepoint(column, 0, 1, input._eraseAttrData());
  }
}
