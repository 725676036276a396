/**
 * The C1 controls, each of which is another way to write `ESC` and a letter. The parser itself
 * knows those that begin and end strings and sequences; xterm.js knows three others, which it
 * does without regard to margins.
 */
import { runEscape } from './run-sequence.js';
import type { Core } from './xterm-core.js';

/** IND, NEL, HTS, RI, SS2, SS3, SPA, EPA, DECID. */
const LETTERS = ['D', 'E', 'H', 'M', 'N', 'O', 'V', 'W', 'Z'];

/** From the letter to the control. */
const C1 = 0x40;

/** Call it when their escapes are handled. */
export function hearC1(core: Core): void {
  for (const final of LETTERS)
    core._inputHandler._parser.setExecuteHandler(
      String.fromCodePoint((final.codePointAt(0) ?? 0) + C1),
      () => {
        runEscape(core, { final });
        return true;
      },
    );
}
