/**
 * Markdown as a list of blocks that know their lines: as much of it as plans are written
 * in. It is read line by line and never fails, because these documents are often not
 * quite Markdown: fences within fences, tables without their edges.
 */
export type Block =
  | {
      readonly type: 'heading';
      readonly line: number;
      readonly level: number;
      readonly text: string;
    }
  | Table
  | Fence
  | {
      readonly type: 'item';
      readonly line: number;
      readonly indent: number;
      /** Whether its box is ticked; undefined when it has none. */
      readonly checked: boolean | undefined;
      readonly text: string;
    }
  /** `**Name:** value` on a line of its own; the value may be empty. */
  | {
      readonly type: 'field';
      readonly line: number;
      readonly name: string;
      readonly value: string;
    }
  | { readonly type: 'text'; readonly line: number; readonly text: string };

export type Table = {
  readonly type: 'table';
  readonly line: number;
  readonly last: number;
  readonly header: readonly string[];
  readonly rows: readonly Row[];
};

export type Row = { readonly line: number; readonly cells: readonly string[] };

export type Fence = {
  readonly type: 'fence';
  readonly line: number;
  readonly last: number;
  readonly language: string;
  readonly content: readonly string[];
};

const HEADING = /^ {0,3}(#{1,6})\s+(.*)$/;
const FENCE = /^\s*(`{3,}|~{3,})\s*([\w+-]*)\s*$/;
const SEPARATOR = /^\s*(?:\|\s*:?-+:?|:?-{2,}:?)\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const ITEM = /^(\s*)(?:[-*+]|\d{1,3}[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/;
const FIELD = /^\s*\*\*([^*]{1,80})\*\*\s*:?\s*(.*)$/;
const RULE = /^\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$/;

/** Lines are counted from 1. Blank lines and rules belong to no block. */
export function blocksOf(text: string): readonly Block[] {
  const lines = text.split(/\r\n|\r|\n/);
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const block = blockAt(lines, at);
    if (block) blocks.push(block);
    at = block && 'last' in block ? block.last : at + 1;
  }
  return blocks;
}

function blockAt(lines: readonly string[], at: number): Block | undefined {
  const text = lines[at] ?? '';
  const line = at + 1;
  if (text.trim() === '') return undefined;
  const [, mark, language] = FENCE.exec(text) ?? [];
  if (mark !== undefined) return fenceAt(lines, at, { mark, language: language ?? '' });
  if (text.includes('|') && SEPARATOR.test(lines[at + 1] ?? ''))
    return tableAt(lines, at);
  if (RULE.test(text)) return undefined;
  const [, hashes, title] = HEADING.exec(text) ?? [];
  if (hashes !== undefined)
    return {
      type: 'heading',
      line,
      level: hashes.length,
      text: withoutHashes(title ?? ''),
    };
  const [, indent, box, item] = ITEM.exec(text) ?? [];
  if (indent !== undefined)
    return {
      type: 'item',
      line,
      indent: indent.length,
      checked: box === undefined ? undefined : box !== ' ',
      text: item ?? '',
    };
  const [, name, value] = FIELD.exec(text) ?? [];
  if (name !== undefined)
    return {
      type: 'field',
      line,
      name: name.replace(/\s*:?\s*$/, ''),
      value: value ?? '',
    };
  return { type: 'text', line, text: text.trim() };
}

/** Hashes that a blank parts from a heading close it. */
function withoutHashes(title: string): string {
  return title
    .trimEnd()
    .replace(/(?<!\S)#+$/, '')
    .trimEnd();
}

function fenceAt(
  lines: readonly string[],
  at: number,
  { mark, language }: { readonly mark: string; readonly language: string },
): Fence {
  const end = endOfFence(lines, at, mark, true) ?? endOfFence(lines, at, mark, false);
  const last = end ?? lines.length;
  const content = lines.slice(at + 1, end === undefined ? last : last - 1);
  return { type: 'fence', line: at + 1, last, language: language.toLowerCase(), content };
}

/** The line after which a fence is closed. Prompts hold fences of their own: `nested`. */
function endOfFence(
  lines: readonly string[],
  at: number,
  mark: string,
  nested: boolean,
): number | undefined {
  let depth = 1;
  for (let next = at + 1; next < lines.length; next += 1) {
    const [, other = '', language = ''] = FENCE.exec(lines[next] ?? '') ?? [];
    if (!other.startsWith(mark)) continue;
    if (language === '') depth -= 1;
    else if (nested) depth += 1;
    if (depth === 0) return next + 1;
  }
  return undefined;
}

function tableAt(lines: readonly string[], at: number): Table {
  const rows: Row[] = [];
  let next = at + 2;
  for (; next < lines.length && (lines[next] ?? '').includes('|'); next += 1)
    rows.push({ line: next + 1, cells: cellsOf(lines[next] ?? '') });
  return {
    type: 'table',
    line: at + 1,
    last: next,
    header: cellsOf(lines[at] ?? ''),
    rows,
  };
}

function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());
}

/** Code, or a sign of emphasis: no `**` of `src/**`, and no `__` of `__init__.py`. */
const SIGNS =
  /`([^`]*)`|(?<![\w/*])\*\*(?=[^\s*/])|(?<=[^\s*/])\*\*(?![\w/*])|(?<![\w/])__(?=\S)([^_]+(?:_[^_]+)*)__(?![\w./])|`/g;

/** A text without the signs of emphasis and code, and without pictures. */
export function plain(text: string): string {
  return text
    .replaceAll(SIGNS, (_, code = '', strong = '') => `${code}${strong}`)
    .replaceAll(/\p{Extended_Pictographic}\u{fe0f}?/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** A text without what makes it bold; its code is still marked. */
export function unmarked(text: string): string {
  return text.replaceAll(SIGNS, (whole, code, strong = '') =>
    code === undefined ? strong : whole,
  );
}

/** What stands between backticks. */
export function codeIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.trim());
}

/** A line of a tree or a box drawn with lines, without them. */
export function bare(text: string): string {
  return plain(text.replaceAll(/[│├└─┌┐┘┬┴┼┤║|]|\+(?=--)|(?<=--)\+|--+/g, ' '));
}
