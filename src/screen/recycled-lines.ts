/**
 * Scrolling without garbage. Where xterm.js uses the line that leaves as the one that comes
 * in, it makes two tables for it, and an event for listeners that are not there: 140 bytes a
 * line are a collection of garbage for every third of a megabyte of short lines, which stops
 * everybody, for as long as other programs keep the collector's threads from running.
 */
import { WORDS_PER_CELL } from './row.js';
import type { Attributes, Core, Line, XtermBuffer } from './xterm-core.js';

/** Takes the place of xterm.js's own `scroll` where it would recycle a line. */
export function recycleLines({ _bufferService: service }: Core): void {
  const scroll = service.scroll.bind(service);
  let blank: Line | undefined;
  service.scroll = (attributes, wrapped = false) => {
    const { buffer } = service;
    if (!recycles(buffer)) return scroll(attributes, wrapped);
    if (!blank || !isBlank(blank, attributes, service.cols))
      blank = buffer.getBlankLine(attributes);
    writeOver(buffer.lines.recycle(), blank);
    buffer.setWrapped(buffer.lines.length - 1, wrapped);
  };
}

function recycles({ lines, scrollTop, scrollBottom, ybase }: XtermBuffer): boolean {
  return scrollTop === 0 && lines.isFull && ybase + scrollBottom === lines.length - 1;
}

function isBlank({ _data: words }: Line, { fg, bg }: Attributes, columns: number) {
  return words.length === columns * WORDS_PER_CELL && words[1] === fg && words[2] === bg;
}

function writeOver(line: Line, blank: Line): void {
  const same = line._data.length === blank._data.length;
  if (!same || line._cacheValid || has(line._combined) || has(line._extendedAttrs))
    return line.copyFrom(blank, true);
  line._data.set(blank._data);
}

function has(table: object): boolean {
  // Its keys in an array would be garbage again.
  for (const _ in table) return true;
  return false;
}
