/**
 * What a workstream has used, as its agent tells it. Agents tell sums: of a file so far,
 * of a run of theirs so far. What was told before is taken off; a sum that is smaller than
 * before began anew, and counts as a whole.
 */
import {
  money,
  NO_TOKENS,
  plus,
  type ContextFill,
  type ContextUse,
  type Counted,
  type Spent,
  type Tokens,
  type Usage,
} from '../domain/usage.js';
import type { PlanEvent } from './event.js';
import type { Work } from './work.js';

export type WorkUsage = Spent & {
  readonly context: ContextUse | undefined;
  /** What was told last in each place. */
  readonly counted: ReadonlyMap<string, Omit<Counted, 'source'>>;
  /** What had been used when its last session began. */
  readonly before: Spent;
};

const NOTHING: Spent = { tokens: NO_TOKENS, cost: null };

const UNTOLD: WorkUsage = {
  ...NOTHING,
  context: undefined,
  counted: new Map(),
  before: NOTHING,
};

type Used = Extract<PlanEvent, { readonly type: 'used' }>;

export function used(work: Work, { counted, context }: Used): Work {
  const known = work.usage ?? UNTOLD;
  const places = new Map(known.counted);
  let { tokens, cost } = known;
  for (const { source, ...told } of counted) {
    const before = places.get(source);
    if (told.tokens) tokens = plus(tokens, sinceBefore(told.tokens, before?.tokens));
    if (told.cost !== undefined)
      cost = money((cost ?? 0) + countedSince(told.cost, before?.cost));
    places.set(source, { ...before, ...told });
  }
  const next = context ? filled(known.context, context) : known.context;
  return { ...work, usage: { ...known, tokens, cost, context: next, counted: places } };
}

/** A session begins: what was used until now is not its own. */
export function withSession(usage: WorkUsage | undefined): WorkUsage | undefined {
  if (!usage) return undefined;
  const { tokens, cost } = usage;
  return { ...usage, before: { tokens, cost } };
}

/** As `status` and `report` tell of it; null where nothing was told. */
export function usageOf({ usage, lastSession }: Work): Usage | null {
  if (!usage || lastSession === undefined) return null;
  const { tokens, cost, context, before } = usage;
  const session = {
    id: lastSession,
    tokens: sinceBefore(tokens, before.tokens),
    cost: cost === null ? null : money(cost - (before.cost ?? 0)),
  };
  return { tokens, cost, context: context ?? null, session };
}

function filled(known: ContextUse | undefined, told: ContextFill): ContextUse {
  if (!known) return { start: told, now: told, most: told, consumed: 0 };
  // A window that is told later than the tokens is theirs.
  const now = { ...told, window: told.window ?? known.now.window };
  const start =
    known.start.window === null ? { ...known.start, window: now.window } : known.start;
  const most = now.tokens >= known.most.tokens ? now : known.most;
  const risen = Math.max(0, now.tokens - known.now.tokens);
  return { start, now, most, consumed: known.consumed + risen };
}

function sinceBefore(now: Tokens, before: Tokens = NO_TOKENS): Tokens {
  const fields = ['input', 'output', 'cacheRead', 'cacheWrite'] as const;
  if (fields.some((field) => now[field] < before[field])) return now;
  return {
    input: now.input - before.input,
    output: now.output - before.output,
    cacheRead: now.cacheRead - before.cacheRead,
    cacheWrite: now.cacheWrite - before.cacheWrite,
  };
}

function countedSince(now: number, before = 0): number {
  return now < before ? now : now - before;
}
