/** What an emulator is made with. */
import type { Size } from '../domain/session.js';
import type { Colours } from './colours.js';
import type { KeptRows } from './kept-rows.js';
import type { Lines } from './lines.js';
import type { SpareLines } from './spare-lines.js';

export type EmulatorOptions = {
  readonly size: Size;
  /** Rows kept above the screen; each costs 12 bytes a column, also when it is short. */
  readonly scrollback: number;
  /** Rows kept beyond those: as they were when they left, until they are packed or dropped. */
  readonly settled?: number;
  /** Gets them, so that they outlive this emulator; without it they are forgotten. */
  readonly kept?: KeptRows;
  /** Shared by emulators, one of which may use what another one needs no more. */
  readonly spares?: SpareLines;
  /** The lines of an emulator that failed, whose place this one takes. */
  readonly follows?: Lines;
  /**
   * Called in the middle of `write` when the program begins a synchronized frame (mode
   * 2026): until it ends, this is the last moment at which the screen is whole.
   */
  readonly onFrameStart?: () => void;
  /** What programs are told that ask for colours; asked anew each time. */
  readonly colours?: () => Colours;
};
