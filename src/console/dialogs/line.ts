/** A line of a dialog: what it says and how it looks. */
export type Line = {
  readonly text: string;
  readonly color?: string;
  readonly bold?: boolean;
  readonly dim?: boolean;
};

export type Content = {
  readonly lines: readonly Line[];
  /** The keys that answer, in a line below. */
  readonly keys: string;
};
