/** The lines of a WORKFLOW document that introduce a workstream. */
import { ID } from './names.js';

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

const BARS = /[│|]/g;

/** Whether a line belongs to a picture of boxes, which cuts names to fit and says no order. */
export function isBoxes(text: string): boolean {
  const bars = text.match(BARS)?.length ?? 0;
  return bars > 2 && new RegExp(`[│|]\\s*${ID}\\s*:`).test(text);
}
