/**
 * Ports that are a workstream's own, in a row that no other has. Whether anybody listens
 * there is for the caller to find out.
 */

/** Ports from `from` to `to`, of which each workstream gets `each`. */
export type PortSpace = {
  readonly from: number;
  readonly to: number;
  /** 0: none are given. */
  readonly each: number;
};

export type PortRange = { readonly first: number; readonly count: number };

/**
 * Where a plan names none: below those that systems give out by themselves (32768 on
 * Linux), ten for a server, its API, a database and what their tests start.
 */
export const USUAL_PORTS: PortSpace = { from: 20_000, to: 29_999, each: 10 };

export type PortWish = {
  readonly space: PortSpace;
  /** What others have. */
  readonly taken: readonly PortRange[];
  /** From 0 to 1: how far into the space the search begins. It goes round once. */
  readonly start: number;
};

/** The ranges to be had, the first to be tried first. */
export function* rangesIn({ space, taken, start }: PortWish): Generator<PortRange> {
  const { from, to, each } = space;
  const places = each === 0 ? 0 : Math.floor((to - from + 1) / each);
  const begin = Math.floor(start * places);
  for (let place = 0; place < places; place++) {
    const first = from + ((begin + place) % places) * each;
    const range = { first, count: each };
    if (!taken.some((other) => overlap(range, other))) yield range;
  }
}

/** Whether a range is one that the space gives out still. */
export function isIn(
  { from, to, each }: PortSpace,
  { first, count }: PortRange,
): boolean {
  return count === each && first >= from && first + count - 1 <= to;
}

export function overlap(one: PortRange, other: PortRange): boolean {
  return one.first < other.first + other.count && other.first < one.first + one.count;
}

/** `20010 to 20019`. */
export function portsInWords({ first, count }: PortRange): string {
  return count === 1 ? `${first}` : `${first} to ${first + count - 1}`;
}
