/** A key as a person pressed it, free of the bytes by which a terminal said so. */
export type Key = Modifiers & {
  /** The key's unshifted character, or its name: `enter`, `up`, `f5`. */
  readonly code: string;
  /** What it types; empty for named keys. */
  readonly text: string;
  /** Of the keypad, told by a terminal in application mode. */
  readonly keypad?: boolean;
  /** `press` unless the terminal tells more. */
  readonly event?: 'press' | 'repeat' | 'release';
  /** What it is with Shift, and which key it is on a standard keyboard, where that is told. */
  readonly shifted?: string;
  readonly base?: string;
  /** Bits of kitty's for further modifiers: super 8, hyper 16, meta 32, caps 64, num lock 128. */
  readonly more?: number;
};

export type Modifiers = {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
};

export const NO_MODIFIERS: Modifiers = { ctrl: false, alt: false, shift: false };

/** A typed character. A capital is taken for its letter with Shift, as on most keyboards. */
export function character(text: string): Key {
  const code = text.toLowerCase();
  const isCapital = code !== text && code.length === text.length;
  return isCapital
    ? { ...NO_MODIFIERS, shift: true, code, text, shifted: text }
    : { ...NO_MODIFIERS, code: text, text };
}

/** A key without a character of its own. */
export function named(code: string, modifiers: Modifiers = NO_MODIFIERS): Key {
  return { ...modifiers, code, text: '' };
}

/** Bits of `more` that change no character. */
export const LOCKS = 64 | 128;

/** Held with Super, Hyper or Meta, which only the kitty protocol tells. */
export function isSuper({ more = 0 }: Key): boolean {
  return (more & ~LOCKS) !== 0;
}

/** Held with what makes it a command and no text: all but Shift and the locks. */
export function isCommand(key: Key): boolean {
  return key.ctrl || key.alt || isSuper(key);
}

/** A letter has a capital, which is what it is with Shift on every keyboard. */
export function isLetter(text: string): boolean {
  return text.toLowerCase() !== text.toUpperCase();
}

/**
 * Which key of a command it is: that of a standard keyboard where the own one has a letter of
 * no ASCII there, so that Ctrl+C is the same key in every alphabet.
 */
export function standardKey(key: Key): Key {
  const { code, base, shift } = key;
  if (base === undefined || !isCommand(key) || code < '\x7f') return key;
  return { ...key, code: base, text: shift ? base.toUpperCase() : base };
}

/** Whether it is known what Shift makes of it, and that is not its capital. */
export function isSign({ code, shift, shifted }: Key): boolean {
  return shift && shifted !== undefined && !isLetter(code);
}

/** The character of a key with Ctrl. */
export function signOf(key: Key): string {
  return isSign(key) ? (key.shifted ?? key.code) : key.code;
}

/** The parameter by which xterm and kitty say modifiers: 1 + shift 1 + alt 2 + ctrl 4. */
export function modifiersFrom(parameter: number): Modifiers {
  const bits = Math.max(0, parameter - 1);
  return { shift: (bits & 1) !== 0, alt: (bits & 2) !== 0, ctrl: (bits & 4) !== 0 };
}

/** The bits of a parameter that `modifiersFrom` leaves out. */
export function moreModifiers(parameter: number): number {
  return Math.max(0, parameter - 1) & 0xf8;
}

/** The parameter with Super and the like, without locks. */
export function allModifiers(key: Key): number {
  return modifierParameter(key) + ((key.more ?? 0) & ~LOCKS);
}

export function modifierParameter({ ctrl, alt, shift }: Modifiers): number {
  return 1 + (shift ? 1 : 0) + (alt ? 2 : 0) + (ctrl ? 4 : 0);
}
