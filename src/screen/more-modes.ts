/**
 * Modes that xterm.js does not know, so that programs which ask (DECRQM) hear what they set,
 * and the saving and restoring of modes (XTSAVE, XTRESTORE of xterm's ctlseqs).
 *
 * What a mode does is done by whoever asks for it here.
 */
import { runControl, runEscape } from './run-sequence.js';
import type { Core, Params } from './xterm-core.js';

/** Kept and told; those that nobody asks for change nothing that a pane could show. */
const SETTABLE: ReadonlySet<number> = new Set([
  2, // DECANM, a VT52 when it is reset
  4, // DECSCLM, smooth scrolling
  5, // DECSCNM, the default colours in each other's place
  18, // DECPFF, a form feed after printing
  19, // DECPEX, how much is printed
  40, // whether DECCOLM is heard
  41, // a tab behind the last column wraps, for more(1)
  42, // DECNRCM, national characters
  67, // DECBKM, the key above Enter sends a backspace
  69, // DECLRMM, margins of columns
  95, // DECNCSM, DECCOLM clears nothing
  1007, // the wheel is arrows on the alternate screen
  1045, // reverse wraparound over all lines
  2031, // dark or light is told when it changes
  2048, // the size is told unasked
]);

const SET_AT_FIRST: ReadonlySet<number> = new Set([2, 1007]);

/** What xterm brings back of them by DECSTR, and whose time was after it. */
const RESET_SOFTLY: ReadonlySet<number> = new Set([2, 69, 1045, 2031, 2048]);

/** Heard for what else they do: DECCOLM, whose 132 columns no pane has. */
const NEVER_SET: ReadonlySet<number> = new Set([3]);

/** Grapheme clusters (mode 2027) are what a pane always has. */
const ALWAYS_SET: ReadonlySet<number> = new Set([2027]);

/** KAM, kept and told though a pane locks no keyboard, and SRM. */
const SETTABLE_ANSI: ReadonlySet<number> = new Set([2, 12]);
const KEYBOARD_ACTION = 2;
const SEND_RECEIVE = 12;

/** ANSI modes of devices that never were: GATM, SRTM, VEM, HEM and so on to EBM. */
const NEVER_SET_ANSI: ReadonlySet<number> = new Set([
  1, 5, 7, 10, 11, 13, 14, 15, 16, 17, 18, 19,
]);

const ALTERNATE_SCREEN = 47;
const SCREENS: ReadonlySet<number> = new Set([ALTERNATE_SCREEN, 1047, 1049]);

/** Whether the cursor blinks, which its shape says too (DECSCUSR). */
const CURSOR_BLINKS = 12;

/** DECSC and DECRC as a mode: its state is the cursor. */
const CURSOR = 1048;

/** As DECRPM has them. */
const STATE = { set: 1, reset: 2, alwaysSet: 3, neverSet: 4 } as const;

export type MoreModesOptions = {
  readonly reply: (text: string) => void;
  /** Runs something that replies, and gives what it replied. */
  readonly overhear: (ask: () => void) => string;
  readonly changed: (mode: number, on: boolean) => void;
};

export class MoreModes {
  readonly #core: Core;
  readonly #options: MoreModesOptions;
  readonly #set = new Set<number>(SET_AT_FIRST);
  readonly #setAnsi = new Set([SEND_RECEIVE]);
  readonly #saved = new Map<number, boolean>();

  constructor(core: Core, options: MoreModesOptions) {
    this.#core = core;
    this.#options = options;
    const { _parser: parser } = core._inputHandler;
    for (const [final, on] of [['h', true] as const, ['l', false] as const]) {
      parser.registerCsiHandler({ prefix: '?', final }, (params) => {
        for (const mode of each(params)) this.#keep(mode, on);
        return false;
      });
      parser.registerCsiHandler({ final }, (params) => {
        for (const mode of each(params)) this.#keepAnsi(mode, on);
        return false;
      });
    }
    parser.registerCsiHandler(
      { prefix: '?', intermediates: '$', final: 'p' },
      ({ params }) => this.#answer(params[0] ?? 0),
    );
    parser.registerCsiHandler({ intermediates: '$', final: 'p' }, ({ params }) =>
      this.#answerAnsi(params[0] ?? 0),
    );
    parser.registerCsiHandler({ prefix: '?', final: 's' }, (params) => {
      for (const mode of each(params)) this.#save(mode);
      return true;
    });
    parser.registerCsiHandler({ prefix: '?', final: 'r' }, (params) => {
      for (const mode of each(params)) this.#restore(mode);
      return true;
    });
  }

  /** Whether what is typed shows by itself (SRM is reset). */
  get echoes(): boolean {
    return !this.#setAnsi.has(SEND_RECEIVE);
  }

  isSet(mode: number): boolean {
    return this.#set.has(mode);
  }

  change(mode: number, on: boolean): void {
    this.#keep(mode, on);
  }

  softReset(): void {
    for (const mode of RESET_SOFTLY) this.#keep(mode, SET_AT_FIRST.has(mode));
    this.#keepAnsi(KEYBOARD_ACTION, false);
  }

  /** All are as at first. */
  reset(): void {
    for (const mode of SETTABLE) this.#keep(mode, SET_AT_FIRST.has(mode));
    for (const mode of SETTABLE_ANSI) this.#keepAnsi(mode, mode === SEND_RECEIVE);
  }

  #keep(mode: number, on: boolean): void {
    if (mode === CURSOR_BLINKS) this.#core.coreService.decPrivateModes.cursorBlink = on;
    if (SETTABLE.has(mode)) change(this.#set, mode, on);
    if (SETTABLE.has(mode) || NEVER_SET.has(mode)) this.#options.changed(mode, on);
  }

  #keepAnsi(mode: number, on: boolean): void {
    if (SETTABLE_ANSI.has(mode)) change(this.#setAnsi, mode, on);
  }

  #stateOf(mode: number): number | undefined {
    if (ALWAYS_SET.has(mode)) return STATE.alwaysSet;
    if (NEVER_SET.has(mode)) return STATE.neverSet;
    if (mode === CURSOR_BLINKS) return stateOf(this.#blinks);
    return SETTABLE.has(mode) ? stateOf(this.isSet(mode)) : undefined;
  }

  #answer(mode: number): boolean {
    const state = this.#stateOf(mode);
    if (state === undefined) return false;
    this.#options.reply(`\x1b[?${mode};${state}$y`);
    return true;
  }

  #answerAnsi(mode: number): boolean {
    const state = this.#stateOfAnsi(mode);
    if (state === undefined) return false;
    this.#options.reply(`\x1b[${mode};${state}$y`);
    return true;
  }

  #stateOfAnsi(mode: number): number | undefined {
    if (NEVER_SET_ANSI.has(mode)) return STATE.neverSet;
    return SETTABLE_ANSI.has(mode) ? stateOf(this.#setAnsi.has(mode)) : undefined;
  }

  get #blinks(): boolean {
    return this.#core.coreService.decPrivateModes.cursorBlink ?? false;
  }

  #save(mode: number): void {
    if (mode === CURSOR) return runEscape(this.#core, { final: '7' });
    const state = this.#stateOf(mode) ?? this.#ask(mode);
    if (state === STATE.set) this.#saved.set(slotOf(mode), true);
    if (state === STATE.reset) this.#saved.set(slotOf(mode), false);
  }

  /** What xterm.js would tell a program about a mode of its own. */
  #ask(mode: number): number {
    const { _inputHandler: input } = this.#core;
    const answer = this.#options.overhear(() => input.requestMode(paramsOf(mode), false));
    return Number(/;(\d)\$y$/.exec(answer)?.[1]);
  }

  /** Does what setting or resetting it does. */
  #restore(mode: number): void {
    if (mode === CURSOR) return runEscape(this.#core, { final: '8' });
    const on = this.#saved.get(slotOf(mode));
    if (on === undefined) return;
    runControl(this.#core, { prefix: '?', final: on ? 'h' : 'l' }, slotOf(mode));
  }
}

/** Which screen is shown is saved once, and comes back as it is, by whichever mode. */
function slotOf(mode: number): number {
  return SCREENS.has(mode) ? ALTERNATE_SCREEN : mode;
}

function stateOf(isSet: boolean): number {
  return isSet ? STATE.set : STATE.reset;
}

function change(set: Set<number>, mode: number, on: boolean): void {
  if (on) set.add(mode);
  else set.delete(mode);
}

function each({ params, length }: Params): Int32Array {
  return params.subarray(0, length);
}

function paramsOf(value: number): Params {
  return { params: Int32Array.of(value), length: 1 };
}
