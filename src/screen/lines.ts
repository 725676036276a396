/** Numbers of rows, counted from the first that was ever written. */
export type Lines = {
  /** The oldest that is kept. */
  readonly first: number;
  /** The oldest that the emulator has, and not `KeptRows`. */
  readonly own: number;
  /** The oldest that xterm has. */
  readonly movable: number;
  /** The line at the top of the screen. */
  readonly screen: number;
  /** One after the last line of the screen. */
  readonly end: number;
  /** Another one after lines got other numbers. */
  readonly numbering: number;
  /** The text of `own`. */
  readonly text: number;
};
