/**
 * How a program wants keys told that have no bytes of their own: xterm's modifyOtherKeys
 * (XTMODKEYS, XTQMODKEYS) and the kitty keyboard protocol's flags, of which each screen has a
 * stack. xterm.js has one pair of flags, which it exchanges at every switch of the screen, also
 * at one that switches nothing.
 */
import type { Core, Params } from './xterm-core.js';

/** The resource of XTMODKEYS that says how modified keys are sent. */
const MODIFY_OTHER_KEYS = 4;

/** The protocol's five flags. */
const ALL_FLAGS = 31;

/** What is pushed on top of more pushes out the oldest. */
const MAX_DEPTH = 16;

export class KeyModes {
  readonly #core: Core;
  readonly #reply: (text: string) => void;
  #modifyOtherKeys = 0;
  #main: readonly number[] = [];
  #alternate: readonly number[] = [];

  constructor(core: Core, reply: (text: string) => void) {
    this.#core = core;
    this.#reply = reply;
    this.#hearModifyOtherKeys();
    this.#hearKitty();
  }

  get modifyOtherKeys(): number {
    return this.#modifyOtherKeys;
  }

  get kittyKeyboard(): number {
    return this.#stack.at(-1) ?? 0;
  }

  /** The flags; what XTMODKEYS says stays. */
  softReset(): void {
    this.#main = [];
    this.#alternate = [];
  }

  reset(): void {
    this.#modifyOtherKeys = 0;
    this.softReset();
  }

  get #isAlternate(): boolean {
    return this.#core.buffer === this.#core._bufferService.buffers.alt;
  }

  get #stack(): readonly number[] {
    return this.#isAlternate ? this.#alternate : this.#main;
  }

  set #stack(stack: readonly number[]) {
    const kept = stack.slice(-MAX_DEPTH);
    if (this.#isAlternate) this.#alternate = kept;
    else this.#main = kept;
  }

  #hearModifyOtherKeys(): void {
    this.#hear('>', 'm', ({ params, length }) => {
      const [resource = 0, level = 0] = params;
      if (length === 1 && resource === 0) this.#modifyOtherKeys = 0;
      if (resource === MODIFY_OTHER_KEYS)
        this.#modifyOtherKeys = length > 1 ? Math.min(2, Math.max(0, level)) : 0;
    });
    this.#hear('>', 'n', ({ params }) => {
      if (params[0] === MODIFY_OTHER_KEYS) this.#modifyOtherKeys = 0;
    });
    this.#hear('?', 'm', ({ params }) => {
      if (params[0] === MODIFY_OTHER_KEYS)
        this.#reply(`\x1b[>${MODIFY_OTHER_KEYS};${this.#modifyOtherKeys}m`);
    });
  }

  #hearKitty(): void {
    this.#hear('?', 'u', () => this.#reply(`\x1b[?${this.kittyKeyboard}u`));
    this.#hear('>', 'u', ({ params }) => {
      const below = this.#stack.length === 0 ? [0] : this.#stack;
      this.#stack = [...below, flagsOf(params[0])];
    });
    this.#hear('<', 'u', ({ params }) => {
      this.#stack = this.#stack.slice(0, -(params[0] || 1));
    });
    this.#hear('=', 'u', ({ params, length }) => {
      const flags = changed(this.kittyKeyboard, params, length);
      this.#stack = [...this.#stack.slice(0, -1), flags];
    });
  }

  #hear(prefix: string, final: string, run: (params: Params) => void): void {
    const { _parser: parser } = this.#core._inputHandler;
    parser.registerCsiHandler({ prefix, final }, (params) => {
      run(params);
      return true;
    });
  }
}

function flagsOf(parameter = 0): number {
  return parameter & ALL_FLAGS;
}

/** 1 puts the flags in place of all, 2 adds them, 3 takes them away. */
function changed(flags: number, params: Params['params'], length: number): number {
  const given = flagsOf(params[0]);
  const how = length > 1 ? params[1] || 1 : 1;
  if (how === 1) return given;
  if (how === 2) return flags | given;
  return how === 3 ? flags & ~given : flags;
}
