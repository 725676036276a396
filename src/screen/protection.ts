/**
 * Text that is not erased. ISO's (SPA, EPA) is kept by ED, EL and ECH, DEC's (DECSCA) is not; DECSED
 * and DECSEL keep both. A cell is protected or not: which of the two a program used last counts for
 * all of them, as in xterm.
 */
import { lineAt } from './areas.js';
import { BG_PROTECTED } from './row.js';
import type { Core, Handled, Params } from './xterm-core.js';

/** What ED erases above the screen, where nothing is protected: `past.ts` has to know. */
const SCROLLBACK = 3;

export class Protection {
  readonly #core: Core;
  #iso = false;

  constructor(core: Core) {
    this.#core = core;
    const { _inputHandler: input } = core;
    const { _parser: parser } = input;
    parser.registerEscHandler({ final: 'V' }, () => this.#protect(true));
    parser.registerEscHandler({ final: 'W' }, () => this.#protect(false));
    parser.registerCsiHandler({ intermediates: '"', final: 'q' }, () => {
      this.#iso = false;
      return false;
    });
    const resetAttributes = input._processSGR0.bind(input);
    // Protection is no attribute of SGR, and SGR 0 does not end it.
    input._processSGR0 = (attributes) => {
      const kept = attributes.bg & BG_PROTECTED;
      resetAttributes(attributes);
      attributes.bg |= kept;
    };
    const erase = (final: string, run: (params: Params) => Handled) =>
      parser.registerCsiHandler({ final }, (params) => this.#iso && run(params));
    erase('J', (params) =>
      params.params[0] === SCROLLBACK ? false : input.eraseInDisplay(params, true),
    );
    erase('K', (params) => input.eraseInLine(params, true));
    erase('X', ({ params }) => this.#eraseCharacters(params[0] || 1));
  }

  /** Whether the protection is ISO's, which DECSERA does not know. */
  get iso(): boolean {
    return this.#iso;
  }

  softReset(): void {
    this.#iso = false;
  }

  #protect(on: boolean): boolean {
    const { _curAttrData: attributes } = this.#core._inputHandler;
    if (on) attributes.bg |= BG_PROTECTED;
    else attributes.bg &= ~BG_PROTECTED;
    this.#iso = true;
    return true;
  }

  #eraseCharacters(count: number): boolean {
    const { buffer, _inputHandler: input, _bufferService: service } = this.#core;
    const x = Math.min(buffer.x, service.cols - 1);
    const end = Math.min(x + count, service.cols);
    const blank = buffer.getNullCell(input._eraseAttrData());
    lineAt(this.#core, buffer.y)?.replaceCells(x, end, blank, true);
    return true;
  }
}
