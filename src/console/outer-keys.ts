/** How the terminal in front tells keys apart: asked of it, tuned to the program in focus, given back. */
import { outerFlags } from './kitty-keys.js';

/** By the kitty protocol, or as xterm does it. */
export type KeyWay = 'kitty' | 'modifyOtherKeys';

/** What a program needs: flags of the kitty protocol, or a level of modifyOtherKeys. */
export type KeyWish = { readonly flags: number; readonly level: 1 | 2 };

const AT_FIRST: KeyWish = { flags: outerFlags(0), level: 1 };

const ASK = {
  kitty: `\x1b[>${AT_FIRST.flags}u`,
  modifyOtherKeys: `\x1b[>4;${AT_FIRST.level}m`,
} as const;
const LEAVE = { kitty: '\x1b[<u', modifyOtherKeys: '\x1b[>4m' } as const;

/** Alt as an escape before its key, where it would else make another letter (xterm's 1036). */
const ASK_ALT = '\x1b[?1036h';
const LEAVE_ALT = '\x1b[?1036l';

/** What was not asked is left without harm, but for Alt: in some terminals that is so at first. */
export const LEAVE_KEYS = LEAVE.kitty + LEAVE.modifyOtherKeys;

export class OuterKeys {
  readonly #write: (bytes: string) => void;
  #way: KeyWay | undefined;
  #wish = AT_FIRST;
  #asksAlt = false;

  constructor(write: (bytes: string) => void) {
    this.#write = write;
  }

  ask(way: KeyWay): void {
    this.#way = way;
    this.#wish = AT_FIRST;
    this.#write(ASK[way]);
  }

  askAlt(): void {
    this.#asksAlt = true;
    this.#write(ASK_ALT);
  }

  /** As much as is needed now. */
  tune(wish: KeyWish): void {
    const { flags, level } = this.#wish;
    this.#wish = wish;
    if (this.#way === 'kitty' && wish.flags !== flags)
      this.#write(`\x1b[=${wish.flags};1u`);
    if (this.#way === 'modifyOtherKeys' && wish.level !== level)
      this.#write(`\x1b[>4;${wish.level}m`);
  }

  /** Asks anew for what was asked: the terminal was somebody else's meanwhile. */
  again(): void {
    const wish = this.#wish;
    if (this.#way) this.ask(this.#way);
    this.tune(wish);
    if (this.#asksAlt) this.askAlt();
  }

  /** What gives the terminal its own keys back. */
  get leave(): string {
    return (this.#way ? LEAVE[this.#way] : '') + (this.#asksAlt ? LEAVE_ALT : '');
  }
}
