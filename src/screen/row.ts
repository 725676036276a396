/**
 * The cells of a screen as plain data: what the host reads from an emulator, the protocol
 * carries and the compositor compares.
 *
 * A cell is three 32-bit words in xterm's own layout (`BufferLine`), so that reading a
 * row is a copy and comparing two is a loop over integers:
 *
 * - word 0: code point (bits 0-20), bit 21 set when `Extra.text` holds a cluster of
 *   several code points instead, width 0, 1 or 2 (bits 22-23). A code point of 0 is a
 *   blank; width 0 is the right half of a wide character.
 * - word 1: foreground. Colour (bits 0-23), its mode (bits 24-25: 0 default, 1 of 16,
 *   2 of 256, 3 RGB), then inverse, bold, underline, blink, invisible, strikethrough
 *   (bits 26-31).
 * - word 2: background likewise; italic, dim, has-extended, protected, overline
 *   (bits 26-30).
 */
import type { Rgb } from './rgb.js';
export const WORDS_PER_CELL = 3;

export const CODE_POINT = 0x1fffff;
export const IS_CLUSTER = 0x200000;
export const WIDTH_SHIFT = 22;

export const COLOUR = 0xffffff;
export const COLOUR_MODE = 0x3000000;
export const COLOUR_DEFAULT = 0;
export const COLOUR_16 = 0x1000000;
export const COLOUR_256 = 0x2000000;
export const COLOUR_RGB = 0x3000000;

export const FG_INVERSE = 0x4000000;
export const FG_BOLD = 0x8000000;
export const FG_UNDERLINE = 0x10000000;
export const FG_BLINK = 0x20000000;
export const FG_INVISIBLE = 0x40000000;
export const FG_STRIKETHROUGH = 0x80000000;
export const BG_ITALIC = 0x4000000;
export const BG_DIM = 0x8000000;
export const BG_HAS_EXTENDED = 0x10000000;
export const BG_PROTECTED = 0x20000000;
export const BG_OVERLINE = 0x40000000;

/** One row of a screen. Cells beyond `words` are blank, in the default colours. */
export type Row = {
  /** `WORDS_PER_CELL` words a cell, at most the screen's columns. */
  readonly words: Uint32Array;
  /** What does not fit in words, in column order; empty for most rows. */
  readonly extras: readonly Extra[];
};

export type Extra = {
  readonly column: number;
  /** All code points of the cell's grapheme cluster. */
  readonly text?: string;
  /** Underline style: 1 single, 2 double, 3 curly, 4 dotted, 5 dashed. */
  readonly underline?: number;
  /** Underline colour, in the form of word 1's colour and mode; 0 is the text's own. */
  readonly underlineColour?: number;
  /** Target of an OSC 8 hyperlink. */
  readonly link?: string;
};

export const BLANK_ROW: Row = { words: new Uint32Array(0), extras: [] };

/** `default` is whatever a person has chosen for their terminal. */
export type CursorShape = 'default' | 'block' | 'underline' | 'bar';

export type Cursor = {
  readonly column: number;
  readonly row: number;
  readonly visible: boolean;
  readonly shape: CursorShape;
  readonly blinking: boolean;
  /** The one that the program chose (OSC 12); undefined is the theme's. */
  readonly colour: Rgb | undefined;
};

/** What a program asked of its terminal, as far as it changes how input is encoded. */
export type Modes = {
  readonly applicationCursor: boolean;
  readonly applicationKeypad: boolean;
  readonly bracketedPaste: boolean;
  readonly focusEvents: boolean;
  readonly mouse: MouseTracking;
  /** Where the mouse is: X10's bytes, numbers of cells (1006), or of pixels (1016). */
  readonly mouseEncoding: (typeof mouseEncodings)[number];
  readonly alternateScreen: boolean;
} & InputModes;

/** Those of them that xterm.js does not know, or not well. */
export type InputModes = {
  /** Progressive enhancement flags of the kitty keyboard protocol, 0..31. */
  readonly kittyKeyboard: number;
  /** Level of xterm's modifyOtherKeys, 0..2. */
  readonly modifyOtherKeys: number;
  /** DECBKM: the key above Enter sends a backspace, not a delete. */
  readonly backspaceKey: boolean;
  /** Mode 1007: on the alternate screen the wheel is arrows, for who knows no mouse. */
  readonly alternateScroll: boolean;
  /** DECANM: keys are those of a VT52. */
  readonly vt52: boolean;
  /** S8C1T: `CSI` and `SS3` are one byte. */
  readonly eightBit: boolean;
};

export const mouseEncodings = ['bytes', 'sgr', 'pixels'] as const;

export const mouseTrackings = ['none', 'x10', 'vt200', 'drag', 'any'] as const;
export type MouseTracking = (typeof mouseTrackings)[number];

/** A screen after a change: the rows that changed, or all of them. */
export type ScreenUpdate = {
  readonly columns: number;
  readonly rows: number;
  /** Whether `changes` holds every row; the receiver then forgets what it had. */
  readonly full: boolean;
  readonly cursor: Cursor;
  readonly modes: Modes;
  readonly changes: readonly RowChange[];
};

export type RowChange = { readonly y: number; readonly row: Row };
