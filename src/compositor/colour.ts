/** The nearest colours in smaller palettes: xterm's of 256, and its first 16. */

const CUBE_STEPS = [0, 95, 135, 175, 215, 255] as const;
const FIRST_OF_CUBE = 16;
const FIRST_GREY = 232;

/** An RGB value (0xRRGGBB) as an index of the 256-colour palette. */
export function to256(rgb: number): number {
  const [red, green, blue] = [(rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff];
  const cube = [red, green, blue].map(nearestStep);
  const [r = 0, g = 0, b = 0] = cube;
  const inCube = FIRST_OF_CUBE + 36 * r + 6 * g + b;
  const step = Math.round(((red + green + blue) / 3 - 8) / 10);
  const grey = Math.max(0, Math.min(23, step));
  const level = 8 + grey * 10;
  const cubeError = error(
    [red, green, blue],
    cube.map((at) => CUBE_STEPS[at] ?? 0),
  );
  const greyError = error([red, green, blue], [level, level, level]);
  return greyError < cubeError ? FIRST_GREY + grey : inCube;
}

/** An index of the 256-colour palette as one of the first 16. */
export function to16(index: number): number {
  if (index < FIRST_OF_CUBE) return index;
  if (index >= FIRST_GREY)
    return [0, 8, 7, 15][Math.floor((index - FIRST_GREY) / 6)] ?? 7;
  const at = index - FIRST_OF_CUBE;
  const [r, g, b] = [Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6];
  const most = Math.max(r, g, b);
  if (most < 2) return most === 0 ? 0 : 8;
  const bit = (level: number) => (level * 2 > most ? 1 : 0);
  return bit(r) | (bit(g) << 1) | (bit(b) << 2) | (most > 3 ? 8 : 0);
}

function nearestStep(value: number): number {
  if (value < 48) return 0;
  return value < 115 ? 1 : Math.floor((value - 35) / 40);
}

function error(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + (value - (other[at] ?? 0)) ** 2, 0);
}
