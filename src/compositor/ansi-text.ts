/**
 * A row as a line for a terminal or a file: its text with colours, styles and links, in
 * sequences of our own. Each line begins and ends in the default style, so that lines can
 * be cut, sorted and searched.
 */
import type { Row } from '../screen/row.js';
import { ALL_CAPABILITIES } from './capabilities.js';
import { runsOf } from './runs.js';
import { DEFAULT_STYLE, sgr } from './sgr.js';

/** Without a line's end. */
export function ansiLine(row: Row): string {
  let line = '';
  let style = DEFAULT_STYLE;
  let link = '';
  for (const run of runsOf(row)) {
    line += sgr(style, run.style, ALL_CAPABILITIES) + linkTo(link, run.link) + run.text;
    style = run.style;
    link = run.link;
  }
  return line + sgr(style, DEFAULT_STYLE, ALL_CAPABILITIES) + linkTo(link, '');
}

function linkTo(from: string, to: string): string {
  return from === to ? '' : `\x1b]8;;${to}\x1b\\`;
}
