/** More edits than this make another word, not a slip. */
const MAX_EDITS = 2;

/** The known word that `word` was probably meant to be, or undefined. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > 64) return undefined;
  const candidates = known
    .filter((name) => Math.abs(name.length - word.length) <= MAX_EDITS)
    .map((name) => ({ name, edits: edits(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= MAX_EDITS && edits < name.length)
    .sort((a, b) => a.edits - b.edits);
  return candidates[0]?.name;
}

/** Levenshtein's distance, one row of the table at a time. */
function edits(from: string, to: string): number {
  const start = Array.from({ length: to.length + 1 }, (_, index) => index);
  const last = from.split('').reduce<readonly number[]>((above, letter, row) => {
    const current = [row + 1];
    for (let column = 0; column < to.length; column++) {
      const change = (above[column] ?? 0) + (to[column] === letter ? 0 : 1);
      const gap = Math.min(above[column + 1] ?? 0, current[column] ?? 0) + 1;
      current.push(Math.min(change, gap));
    }
    return current;
  }, start);
  return last.at(-1) ?? 0;
}
