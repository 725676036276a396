/** What takes two cells, or may: one too many breaks a line early, one too few hides its end. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}|[\u{1f000}-\u{3ffff}]/u;

/** Breaks a line at blanks into lines of at most `width` cells; long words are cut. */
export function fold(line: string, width: number): readonly string[] {
  const characters = Array.from(line);
  const lines: string[] = [];
  for (let start = 0; ;) {
    const end = fitting(characters, start, width);
    if (end === characters.length) return [...lines, characters.slice(start).join('')];
    const cut = lastBlank(characters, start, end) ?? end;
    lines.push(characters.slice(start, cut).join(''));
    start = characters[cut] === ' ' ? cut + 1 : cut;
  }
}

/** Where what begins at `start` has filled `width` cells; at least one character later. */
function fitting(characters: readonly string[], start: number, width: number): number {
  let cells = 0;
  for (let at = start; at < characters.length; at++) {
    cells += WIDE.test(characters[at] ?? '') ? 2 : 1;
    if (cells > width) return Math.max(at, start + 1);
  }
  return characters.length;
}

/** The last one in the second half of a line; what is before would leave it too short. */
function lastBlank(characters: readonly string[], start: number, end: number) {
  for (let at = end; at > (start + end) / 2; at--) if (characters[at] === ' ') return at;
  return undefined;
}
