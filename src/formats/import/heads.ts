/** The lines of a WORKFLOW document that introduce a workstream. */
import type { Block } from './markdown.js';
import { plain } from './markdown.js';
import { countedId, ID } from './names.js';

export type Head = {
  readonly id: string;
  readonly name: string;
  /** Behind the name of a part of a workstream: `Phase 2, after WS-1`. */
  readonly when?: string;
};

/** `WS-1: Database migration`. */
const NAMED = new RegExp(
  `^[^\\p{L}\\d]*(?:work ?stream\\s+)?(${ID})\\s*[:—–-]\\s*(.+)$`,
  'u',
);
/** `Work Stream 1: Database layer`, which the rest of the document calls WS-1. */
const NUMBERED = /^[^\p{L}\d]*work ?stream\s+(\d{1,3}[a-z]?)\s*[:—–-]\s*(.+)$/iu;
/** `Sub-Track 6A: Unit tests (Phase 2, after WS-1)`. */
const PART =
  /^[^\p{L}\d]*sub-?\s?track\s+(\d{1,3}[a-z])\s*[:—–-]\s*(.+?)(?:\s*\(([^)]*)\))?$/iu;
/** `Track A: Metrics`, `Task 1 - Audit table`. */
const COUNTED =
  /^[^\p{L}\d]*(work ?package|track|task|stream)\s+([A-Z]|\d{1,3}[a-z]?)\s*[:—–-]\s*(.+)$/iu;
/** `Workstream: search-index`. */
const CALLED =
  /^[^\p{L}\d]*(?:work ?stream|work ?package|track|task)\s*:\s*([a-z][\w-]{1,40})$/iu;

export function headOf(text: string): Head | undefined {
  const [, id, name = ''] = NAMED.exec(text) ?? [];
  if (id !== undefined) return { id, name: name.trim() };
  const [, part, title = '', when = ''] = PART.exec(text) ?? [];
  if (part !== undefined) return { id: `WS-${part.toUpperCase()}`, name: title, when };
  const [, number, called = ''] = NUMBERED.exec(text) ?? [];
  return number === undefined
    ? undefined
    : { id: `WS-${number.toUpperCase()}`, name: called.trim() };
}

export type Heads = (text: string) => Head | undefined;

/**
 * What introduces a workstream in this document. Tasks and tracks are steps of a workstream
 * in one that has ids; where no heading has one, and two or more of one level count tasks
 * or tracks, they are the workstreams.
 */
export function headsIn(blocks: readonly Block[]): Heads {
  const headings = blocks.filter((block) => block.type === 'heading');
  if (headings.some(({ text }) => headOf(plain(text)))) return headOf;
  const loose = headings.flatMap(({ level, text }) => {
    const head = looseHeadOf(plain(text));
    return head ? [{ level, head }] : [];
  });
  const level = Math.min(...loose.map((one) => one.level));
  const heads = loose.filter((one) => one.level === level).map(({ head }) => head);
  if (heads.length < 2) return headOf;
  const known = new Set(heads.map(({ id }) => id));
  return (text) => {
    const head = looseHeadOf(text);
    return head && known.has(head.id) ? head : headOf(text);
  };
}

function looseHeadOf(text: string): Head | undefined {
  const [, kind = '', mark = '', name = ''] = COUNTED.exec(text) ?? [];
  if (mark !== '') return { id: countedId(kind, mark), name: name.trim() };
  const [, id] = CALLED.exec(text) ?? [];
  return id === undefined ? undefined : { id, name: id };
}

const BARS = /[│|]/g;

/** Whether a line belongs to a picture of boxes, which cuts names to fit and says no order. */
export function isBoxes(text: string): boolean {
  const bars = text.match(BARS)?.length ?? 0;
  return bars > 2 && new RegExp(`[│|]\\s*${ID}\\s*:`).test(text);
}
