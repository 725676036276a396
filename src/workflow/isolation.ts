/**
 * Finds whose work makes a gate of a wave red, with as few runs of it as can be. Says which
 * selection of members to try next, or what the trials so far have shown.
 *
 * Members are numbered in the order of the chain. The base comes first, since what was red
 * before is nobody's fault here. The first step that is red is then found by halving, and
 * its member tried with only what it needs. Where that is green, the same halving finds the
 * member with which it does not go together.
 */

/** The members that are merged onto the base, ascending; none is the base itself. */
export type Selection = readonly number[];

/** `impossible`: they cannot be merged without the others. */
export type TrialResult = 'green' | 'red' | 'impossible';

/** What is known of a selection; undefined when it has not been tried. */
export type Known = (selection: Selection) => TrialResult | undefined;

export type Members = {
  readonly count: number;
  /** The earlier members that a member cannot do without, theirs included. */
  readonly needs: (member: number) => Selection;
};

export type Finding =
  | { readonly type: 'try'; readonly selection: Selection }
  /** It was red before the wave. */
  | { readonly type: 'base' }
  /** With nothing but what it needs. */
  | { readonly type: 'alone'; readonly member: number }
  /** Only together; `other` is undefined where it cannot be merged without the others. */
  | {
      readonly type: 'together';
      readonly member: number;
      readonly other: number | undefined;
    };

/** All members together are known to be red. */
export function findingOf(members: Members, known: Known): Finding {
  const base = known([]);
  if (base === undefined) return { type: 'try', selection: [] };
  if (base === 'red') return { type: 'base' };
  const step = firstRed({ green: 0, red: members.count }, firstOnes, known);
  if (typeof step !== 'number') return { type: 'try', selection: step };
  const member = step - 1;
  const alone = merged(members.needs(member), [member]);
  const trial = alone.length === step ? 'red' : known(alone);
  if (trial === undefined) return { type: 'try', selection: alone };
  if (trial === 'red') return { type: 'alone', member };
  if (trial === 'impossible') return { type: 'together', member, other: undefined };
  const withFirst = (count: number) => merged(firstOnes(count), alone);
  const other = firstRed({ green: 0, red: member }, withFirst, known);
  if (typeof other !== 'number') return { type: 'try', selection: other };
  return { type: 'together', member, other: other - 1 };
}

/** The members that go when `member` goes: itself and, transitively, what needs it. */
export function withDependants({ count, needs }: Members, member: number): Selection {
  return firstOnes(count).filter((one) => one === member || needs(one).includes(member));
}

type Bounds = { readonly green: number; readonly red: number };

/** The least number whose selection is red, or the selection to try next. */
function firstRed(
  bounds: Bounds,
  selectionOf: (count: number) => Selection,
  known: Known,
): number | Selection {
  let { green, red } = bounds;
  while (red - green > 1) {
    const middle = Math.floor((green + red) / 2);
    const selection = selectionOf(middle);
    const trial = known(selection);
    if (trial === undefined) return selection;
    if (trial === 'red') red = middle;
    else green = middle;
  }
  return red;
}

function firstOnes(count: number): Selection {
  return Array.from({ length: count }, (_, index) => index);
}

function merged(one: Selection, other: Selection): Selection {
  return [...new Set([...one, ...other])].sort((a, b) => a - b);
}
