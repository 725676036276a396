/**
 * A priority queue of numbers that is never changed, only replaced: a leftist heap
 * (Crane 1972), whose right spine is short, so both operations take logarithmic time.
 */
export type Queue = Heap | undefined;

type Heap = {
  readonly least: number;
  /** The length of the right spine. */
  readonly height: number;
  readonly left: Queue;
  readonly right: Queue;
};

export function push(queue: Queue, value: number): Queue {
  return merged(queue, { least: value, height: 1, left: undefined, right: undefined });
}

/** The queue without its least number. */
export function rest({ left, right }: Heap): Queue {
  return merged(left, right);
}

function merged(one: Queue, other: Queue): Queue {
  if (!one || !other) return one ?? other;
  const [top, below] = one.least <= other.least ? [one, other] : [other, one];
  const right = merged(top.right, below);
  const { least, left } = top;
  const [long, short] = heightOf(left) >= heightOf(right) ? [left, right] : [right, left];
  return { least, height: heightOf(short) + 1, left: long, right: short };
}

function heightOf(queue: Queue): number {
  return queue?.height ?? 0;
}
