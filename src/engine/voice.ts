/** Where to say what is wrong with a file. */
export type Voice = {
  readonly tell: (text: string) => void;
  /** It ends in the middle: maybe it is being written. */
  readonly cutOff: (where: string) => void;
};
