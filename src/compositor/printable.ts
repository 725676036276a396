/** What may be written to a terminal as the text of one cell, or as a link's target. */

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

/**
 * The sequence that begins a link (OSC 8), or ends it with none. Its rows and its halves beside another
 * pane are drawn one by one, and are one link in the terminal by their id, which is made of the target.
 */
export function linkTo(link: string): string {
  return link === '' ? '\x1b]8;;\x1b\\' : `\x1b]8;id=${idOf(link)};${link}\x1b\\`;
}

/** By FNV-1a (draft-eastlake-fnv). */
function idOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** The link, or nothing when its target is not one that a terminal should be told. */
export function safeLink(link: string): string {
  return link.length > MAX_LINK_LENGTH || link.search(HARMFUL) >= 0 ? '' : link;
}
