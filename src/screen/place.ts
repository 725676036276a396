/**
 * A cell of a session's past by the text that it is in: rows that go on with the one before
 * them are one text, which keeps its number however it is wrapped.
 */
export type Place = {
  /** Counted from the first that was ever written. */
  readonly text: number;
  /** Counted from the text's first. */
  readonly cell: number;
};

export function isEarlier(one: Place, other: Place): boolean {
  return one.text === other.text ? one.cell < other.cell : one.text < other.text;
}
