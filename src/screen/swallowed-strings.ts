/**
 * Strings of controls that a pane swallows: SOS, PM, APC, and a DCS that is none. xterm.js has text
 * beyond ASCII end them, and prints the rest.
 */
import type { Core } from './xterm-core.js';

/** States of xterm.js's parser, from what they read to how they go on without reading. */
const SOS_OR_PM = 7;
const DCS_IGNORED = 11;
const NEXT: readonly (readonly [state: number, next: number])[] = [
  [SOS_OR_PM, SOS_OR_PM],
  // APC: at its beginning, and after intermediates.
  [14, SOS_OR_PM],
  [15, SOS_OR_PM],
  // DCS: at its beginning, after parameters and after intermediates.
  [9, DCS_IGNORED],
  [10, DCS_IGNORED],
  [12, DCS_IGNORED],
];

/** For which character beyond ASCII the table has the transitions of all. */
const BEYOND_ASCII = 0xa0;

export function swallowStrings({ _inputHandler: { _parser: parser } }: Core): void {
  // It is one table for all parsers: this changes it once.
  for (const [state, next] of NEXT)
    parser._transitions.table[(state << 8) | BEYOND_ASCII] = next;
}
