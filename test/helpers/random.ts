/** Numbers that look random and come again with the same seed (mulberry32). */
export type Random = {
  /** In [0, 1). */
  readonly next: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <Item>(items: readonly [Item, ...Item[]]) => Item;
  /** From `low` to `high` results of `make`. */
  readonly times: <Item>(low: number, high: number, make: () => Item) => readonly Item[];
  /** A word of 1 to 8 letters. */
  readonly name: () => string;
};

export function random(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  const between = (low: number, high: number) =>
    low + Math.floor(next() * (high - low + 1));

  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
    times: (low, high, make) => Array.from({ length: between(low, high) }, make),
    name: () =>
      Array.from({ length: between(1, 8) }, () =>
        String.fromCodePoint(between(0x61, 0x7a)),
      ).join(''),
  };
}

/**
 * Seeds of as many cases: the same on every run, so that what was green stays green. A
 * campaign begins elsewhere: `SEED=4711`, or anywhere: `SEED=random`.
 */
export function seeds(count: number): readonly number[] {
  const wish = process.env['SEED'] ?? '1';
  const first = wish === 'random' ? Math.floor(Math.random() * 1e6) : Number(wish);
  return Array.from({ length: count }, (_, at) => first + at);
}
