/**
 * The VT52 that a VT100 can be (DECANM, mode 2), after the VT100 user guide. What a VT52 does not
 * know and no sequence of its own hides is done as always, so that RIS and every control sequence
 * bring back a pane whose program left it like this; as in xterm it is a VT100 after `ESC <`.
 */
import type { NextCharacters } from './next-characters.js';
import { LINE_DRAWING } from './character-sets.js';
import { runControl, runEscape } from './run-sequence.js';
import type { Charset, Core } from './xterm-core.js';

export type Vt52Options = {
  readonly core: Core;
  readonly next: NextCharacters;
  readonly reply: (text: string) => void;
  /** By what a VT52 has for it. */
  readonly left: () => void;
};

/** Rows and columns are told from here on. */
const FIRST_PLACE = 0x20;

export class Vt52 {
  readonly #options: Vt52Options;
  #on = false;
  #charsets: readonly Charset[] = [];
  #glevel = 0;

  constructor(options: Vt52Options) {
    this.#options = options;
    this.#hearEscapes();
  }

  get on(): boolean {
    return this.#on;
  }

  set(on: boolean): void {
    if (on === this.#on) return;
    this.#on = on;
    const { _charsetService: charsets } = this.#options.core;
    if (on) {
      this.#charsets = Array.from(
        { length: 4 },
        (_, number) => charsets.charsets[number],
      );
      this.#glevel = charsets.glevel;
      charsets.setgLevel(0);
      charsets.setgCharset(0, undefined);
      return;
    }
    for (const [number, set] of this.#charsets.entries())
      charsets.setgCharset(number, set);
    charsets.setgLevel(this.#glevel);
  }

  #hearEscapes(): void {
    const { core, reply, left } = this.#options;
    const { _charsetService: charsets } = core;
    const same = (final: string) => () => runControl(core, { final });
    const meanings: Readonly<Record<string, () => void>> = {
      A: same('A'),
      B: same('B'),
      C: same('C'),
      D: same('D'),
      F: () => charsets.setgCharset(0, LINE_DRAWING),
      G: () => charsets.setgCharset(0, undefined),
      H: same('H'),
      I: () => runEscape(core, { final: 'M' }),
      J: same('J'),
      K: same('K'),
      Y: () => this.#address(),
      Z: () => reply('\x1b/Z'),
      '<': left,
    };
    for (const [final, run] of Object.entries(meanings))
      core._inputHandler._parser.registerEscHandler({ final }, () => {
        if (!this.#on) return false;
        run();
        return true;
      });
  }

  #address(): void {
    const { core, next } = this.#options;
    next.take(2, ([row = 0, column = 0]) => {
      const place = [row, column].map((code) => Math.max(1, code - FIRST_PLACE + 1));
      runControl(core, { final: 'H' }, ...place);
    });
  }
}
