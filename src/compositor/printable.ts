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

/** The link, or nothing when its target is not one that a terminal should be told. */
export function safeLink(link: string): string {
  return link.length > MAX_LINK_LENGTH || CONTROL.test(link) ? '' : link;
}
