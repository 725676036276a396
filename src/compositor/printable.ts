/** What may be written to a terminal as the text of one cell, or as a link's target. */

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;
const HARMFUL =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu;

/** Longer ones are refused by terminals (VTE's limit) and by nobody's need. */
const MAX_LINK_LENGTH = 2083;

/** No text of a cell is longer; what piles up marks beyond it is no writing. */
const MAX_CLUSTER_LENGTH = 32;

/** `text` without control characters, surrogate halves and directions; never empty. */
export function printable(text: string): string {
  if (text.length === 1 && text >= ' ' && text <= '~') return text;
  return text.slice(0, MAX_CLUSTER_LENGTH).replaceAll(HARMFUL, '\u{fffd}') || ' ';
}

/** Below it are letters and signs that stand by themselves. */
const FIRST_MARK = '\u0300';

/** Terminals add these to what stands before: marks, joiners, tags, the later parts of Hangul. */
const JOINS =
  /^[\p{Mn}\p{Me}\u1160-\u11ff\u200b-\u200f\u2060-\u2064\ud7b0-\ud7fb\ufeff\u{e0020}-\u{e007f}]/u;

/** `text` with a blank to stand on, where it would else go into the cell before its own. */
export function standing(text: string): string {
  return text >= FIRST_MARK && JOINS.test(text) ? ` ${text}` : text;
}

/** The link, or nothing when its target is not one that a terminal should be told. */
export function safeLink(link: string): string {
  return link.length > MAX_LINK_LENGTH || CONTROL.test(link) ? '' : link;
}
