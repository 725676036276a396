import type { Random } from '../helpers/random.js';

/**
 * Something that programs write, or that only a hostile one would. Not here: autowrap
 * turned off (`?7l`), where xterm puts the rest of a wide cluster that does not fit into
 * the last column now here, now there.
 */
export function piece(rng: Random): string {
  const number = () => String(rng.chance(0.1) ? 2 ** 31 : rng.between(0, 25));
  const kinds = [
    () => rng.name(),
    () => rng.pick(['漢字', '🚀', '👨‍👩‍👧', 'e\u0301\u0323', '🇩🇪', '\u200d', '\ufe0f']),
    () =>
      rng.pick(['\r\n', '\r', '\b', '\t', '\x07', '\x1b7', '\x1b8', '\x1bM', '\x1bc']),
    () =>
      `\x1b[${number()}${rng.pick(['A', 'B', 'C', 'D', 'J', 'K', 'L', 'M', 'P', 'S', 'T', 'X', 'Z', '@', 'b', 'd'])}`,
    () => `\x1b[${number()};${number()}${rng.pick(['H', 'r', 'm'])}`,
    () => `\x1b[${rng.pick(['31', '48;5;99', '38;2;1;2;3', '4:3', '58;5;7', '7', '0'])}m`,
    () => `\x1b[?${rng.pick(['1049', '25', '6', '2026', '2004'])}${rng.pick(['h', 'l'])}`,
    () =>
      `\x1b]${rng.pick(['2;', '0;', '8;;http://', '8;;', '99;', '52;c;'])}${rng.name()}${rng.pick(['\x07', '\x1b\\', ''])}`,
    () =>
      rng.pick([
        '\x1bP$qm\x1b\\',
        '\x1b_Gq\x1b\\',
        '\x1b[>4;1m',
        '\x1b[>1u',
        '\x1b[<u',
        '\x9b5A',
      ]),
    () =>
      rng.pick([
        '\x1b[?69h',
        '\x1b[?69l',
        `\x1b[?69h\x1b[${number()};${number()}s`,
        '\x1b[?7s\x1b[?7r',
        '\x1b[?1049s',
        '\x1b[?1049r',
        '\x1b*0\x1bN',
        '\x1b[?2l\x1bY',
        '\x1b<',
        '\u008d',
        '\x1b G',
        '\x1b6',
        '\x1b9',
        '\x1b[!p',
      ]),
    () =>
      `\x1b[${rng.pick(['', '35;'])}${number()};${number()};${number()};${number()}${rng.pick(['$x', '$z', '${', '$r', '$t', ';1;2;2$v', '*y'])}`,
  ] as const;
  return rng.pick(kinds)();
}
