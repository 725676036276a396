/** Lines that fill a scrollback of 160 columns: always the same, and none like another. */

const WORDS =
  'request session worker commit branch merge timeout retry parse config client vector batch index cache token stream render layout window signal handle error result'.split(
    ' ',
  );

export const COLUMNS = 160;

/** Picks a number below `limit`. */
type Dice = (limit: number) => number;

/** A log: a number, an identity, words. */
export function plainLines(count: number): string {
  const dice = diceOf(1);
  return lines(count, (index) =>
    filled(`${index} id=${dice(2 ** 31).toString(16)}`, () => word(dice)),
  );
}

/** What agents print: code and differences, a colour for every word. */
export function denseLines(count: number): string {
  const dice = diceOf(2);
  return lines(count, (index) => {
    const line = filled(`\u001b[2m${index}\u001b[22m`, () => {
      const back = dice(4) === 0 ? `\u001b[48;5;${dice(256)}m` : '';
      return `\u001b[38;5;${dice(256)}m${back}${word(dice)}\u001b[49m`;
    });
    return `${line}\u001b[m`;
  });
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');
}

/** As many words as there is room for. */
function filled(start: string, next: () => string): string {
  let line = start;
  for (let width = cells(start); ;) {
    const word = next();
    width += 1 + cells(word);
    if (width > COLUMNS) return line;
    line += ` ${word}`;
  }
}

function cells(text: string): number {
  return text.replaceAll(/\u001b\[[\d;]*m/g, '').length;
}

function word(dice: Dice): string {
  return `${WORDS[dice(WORDS.length)]}${dice(5) === 0 ? dice(1000) : ''}`;
}

/** Numbers by chance, the same ones every time (mulberry32). */
function diceOf(seed: number): Dice {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}
