/** Reads rows from xterm's lines, and tells cheaply whether a line still is a given row. */
import {
  BG_HAS_EXTENDED,
  BLANK_ROW,
  COLOUR,
  COLOUR_MODE,
  IS_CLUSTER,
  WIDTH_SHIFT,
  WORDS_PER_CELL,
  type Extra,
  type Row,
} from './row.js';
import type { Extended, Line } from './xterm-core.js';

/** An empty cell in the default colours: no code point, one column wide. */
const BLANK_CELL = 1 << WIDTH_SHIFT;

/** A cell keeps this many UTF-16 units of its cluster; honest ones have at most about 30. */
const MAX_CLUSTER_LENGTH = 64;

const UNDERLINE_STYLE_SHIFT = 26;
const UNDERLINE_STYLE = 0x7;

/** What xterm leaves after SGR 59, alas also for white: the underline takes the text's colour. */
const COLOUR_RESET = COLOUR | COLOUR_MODE;

/** Gives the target of a link by xterm's number for it. */
export type LinkTargets = (id: number) => string | undefined;

/** Cut after its last cell that is not blank, unless it is known how many `cells` it has. */
export function readRow(line: Line | undefined, links: LinkTargets, cells?: number): Row {
  const { words, extras } = viewRow(line, links, cells);
  return words.length === 0 ? BLANK_ROW : { words: words.slice(), extras };
}

/** The row as long as the line is not written to: its words are the line's own. */
export function viewRow(line: Line | undefined, links: LinkTargets, cells?: number): Row {
  if (line === undefined) return BLANK_ROW;
  const length = cells === undefined ? trimmedLength(line._data) : cells * WORDS_PER_CELL;
  if (length === 0) return BLANK_ROW;
  const words = line._data.subarray(0, length);
  const extras = hasExtras(words) ? readExtras(line, words, links) : BLANK_ROW.extras;
  return { words, extras };
}

/** Whether `line` shows what `row` does: a loop over integers for all but decorated rows. */
export function showsRow(line: Line | undefined, row: Row, links: LinkTargets): boolean {
  if (line === undefined) return row.words.length === 0;
  const data = line._data;
  const length = row.words.length;
  if (trimmedLength(data) !== length) return false;
  for (let index = 0; index < length; index++)
    if (data[index] !== row.words[index]) return false;
  if (!hasExtras(row.words)) return row.extras.length === 0;
  return sameExtras(readExtras(line, row.words, links), row.extras);
}

/** Whether two rows, each cut after its last cell that is not blank, show the same. */
export function sameRow(one: Row, other: Row): boolean {
  return (
    one.words.length === other.words.length &&
    one.words.every((word, index) => word === other.words[index]) &&
    sameExtras(one.extras, other.extras)
  );
}

/** How many words go up to the last cell that is not blank in the default colours. */
function trimmedLength(data: Uint32Array): number {
  let end = data.length;
  while (
    end > 0 &&
    data[end - 3] === BLANK_CELL &&
    data[end - 2] === 0 &&
    data[end - 1] === 0
  )
    end -= WORDS_PER_CELL;
  return end;
}

function hasExtras(words: Uint32Array): boolean {
  for (let at = 0; at < words.length; at += WORDS_PER_CELL)
    if (isExtra(words, at)) return true;
  return false;
}

function isExtra(words: Uint32Array, at: number): boolean {
  return (
    ((words[at] ?? 0) & IS_CLUSTER) !== 0 ||
    ((words[at + 2] ?? 0) & BG_HAS_EXTENDED) !== 0
  );
}

function readExtras(
  line: Line,
  words: Uint32Array,
  links: LinkTargets,
): readonly Extra[] {
  const extras: Extra[] = [];
  for (let at = 0; at < words.length; at += WORDS_PER_CELL) {
    if (!isExtra(words, at)) continue;
    const extra = readExtra(line, at, { words, links });
    if (!isPlain(extra)) extras.push(extra);
  }
  return extras;
}

function readExtra(
  line: Line,
  at: number,
  { words, links }: { readonly words: Uint32Array; readonly links: LinkTargets },
): Extra {
  const column = at / WORDS_PER_CELL;
  const cluster = ((words[at] ?? 0) & IS_CLUSTER) !== 0;
  const text = cluster ? line.getString(column).slice(0, MAX_CLUSTER_LENGTH) : undefined;
  const extended = ((words[at + 2] ?? 0) & BG_HAS_EXTENDED) !== 0;
  const attributes = extended ? line.getExtended(column) : { _ext: 0, urlId: 0 };
  const { style: underline, colour: underlineColour } = underlineOf(attributes);
  const link = attributes.urlId === 0 ? undefined : links(attributes.urlId);
  return {
    column,
    ...(text === undefined ? {} : { text }),
    ...(underline === 0 ? {} : { underline }),
    ...(underlineColour === 0 ? {} : { underlineColour }),
    ...(link === undefined ? {} : { link }),
  };
}

/** `style` as in `Extra`, 0 for none; `colour` 0 for the text's own. */
export function underlineOf({ _ext }: Pick<Extended, '_ext'>): {
  readonly style: number;
  readonly colour: number;
} {
  const colour = _ext & (COLOUR | COLOUR_MODE);
  return {
    style: (_ext >>> UNDERLINE_STYLE_SHIFT) & UNDERLINE_STYLE,
    colour: colour === COLOUR_RESET ? 0 : colour,
  };
}

/** A plain underline is said by the words alone. */
function isPlain({ text, underline = 1, underlineColour, link }: Extra): boolean {
  return (
    [text, underlineColour, link].every((part) => part === undefined) && underline === 1
  );
}

function sameExtras(some: readonly Extra[], others: readonly Extra[]): boolean {
  return (
    some.length === others.length &&
    some.every((extra, index) => sameExtra(extra, others[index]))
  );
}

function sameExtra(one: Extra, other: Extra | undefined): boolean {
  return (
    one.column === other?.column &&
    one.text === other.text &&
    one.underline === other.underline &&
    one.underlineColour === other.underlineColour &&
    one.link === other.link
  );
}
