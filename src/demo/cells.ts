/** Text measured in cells, as far as a demo agent needs it. */

/** East Asian wide and emoji blocks; what lies outside counts as one cell. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

export function cells(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + width(character), 0);
}

/** The beginning of `text` that fits into `limit` cells. */
export function head(text: string, limit: number): string {
  return fitting(Array.from(text), limit).join('');
}

/** The end of `text` that fits into `limit` cells. */
export function tail(text: string, limit: number): string {
  return fitting(Array.from(text).toReversed(), limit).toReversed().join('');
}

function fitting(characters: readonly string[], limit: number): readonly string[] {
  let used = 0;
  const end = characters.findIndex((character) => (used += width(character)) > limit);
  return end < 0 ? characters : characters.slice(0, end);
}

function width(character: string): number {
  return WIDE.test(character) ? 2 : 1;
}
