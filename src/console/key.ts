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

/** A typed character. */
export function character(text: string): Key {
  return { ...NO_MODIFIERS, code: text, text };
}

/** A key without a character of its own. */
export function named(code: string, modifiers: Modifiers = NO_MODIFIERS): Key {
  return { ...modifiers, code, text: '' };
}

/** The key's name in a keymap: `a`, `A`, `ctrl+space`, `alt+1`, `shift+tab`. */
export function chordOf({ code, text, ctrl, alt, shift }: Key): string {
  if (text !== '' && !ctrl && !alt) return text === ' ' ? 'space' : text;
  const name = code === ' ' ? 'space' : code;
  return `${ctrl ? 'ctrl+' : ''}${alt ? 'alt+' : ''}${shift ? 'shift+' : ''}${name}`;
}

/**
 * The parameter by which xterm and kitty say modifiers: 1 + shift 1 + alt 2 + ctrl 4.
 * The others (super, hyper, caps lock) do not change what a key means to us.
 */
export function modifiersFrom(parameter: number): Modifiers {
  const bits = Math.max(0, parameter - 1);
  return { shift: (bits & 1) !== 0, alt: (bits & 2) !== 0, ctrl: (bits & 4) !== 0 };
}

/** The bits of a parameter that `modifiersFrom` leaves out. */
export function moreModifiers(parameter: number): number {
  return Math.max(0, parameter - 1) & 0xf8;
}

export function modifierParameter({ ctrl, alt, shift }: Modifiers): number {
  return 1 + (shift ? 1 : 0) + (alt ? 2 : 0) + (ctrl ? 4 : 0);
}

/** A chord's modifiers and its key: `ctrl+shift+a` is `a` with two held. */
export function partsOf(chord: string): {
  readonly held: readonly string[];
  readonly key: string;
} {
  const [, modifiers = '', key = ''] =
    /^((?:(?:ctrl|alt|shift)\+)*)(.+)$/s.exec(chord) ?? [];
  return { held: modifiers.split('+').filter((name) => name !== ''), key };
}

/** The key of a chord, as if it had been pressed. */
export function keyOfChord(chord: string): Key {
  const { held, key } = partsOf(chord);
  const [ctrl, alt, shift] = ['ctrl', 'alt', 'shift'].map((name) => held.includes(name));
  const modifiers = { ctrl: ctrl === true, alt: alt === true, shift: shift === true };
  const code = key === 'space' ? ' ' : key;
  const text = Array.from(code).length === 1 ? code : '';
  return { ...modifiers, code: text === '' ? code : code.toLowerCase(), text };
}
