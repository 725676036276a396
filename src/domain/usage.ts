/**
 * What agents say that they use: tokens, the context that they fill, and money. Told by
 * the agents themselves; what they do not tell is not known, and never reckoned from prices.
 */
import type { SessionId } from './ids.js';

export type Tokens = {
  /** Read by the model, those from its cache not among them. */
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
};

export const NO_TOKENS: Tokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

/** How full the context of a conversation is. */
export type ContextFill = {
  readonly tokens: number;
  /** How many it holds; null where the agent does not tell. */
  readonly window: number | null;
};

/** What was used so far. */
export type Spent = {
  readonly tokens: Tokens;
  /** US dollars; null where the agent does not tell. */
  readonly cost: number | null;
};

/** One place where it is told, with all that was told there so far. */
export type Counted = {
  /** A file, or the agent's hook. */
  readonly source: string;
  readonly tokens?: Tokens;
  readonly cost?: number;
  /** Up to which byte the file was read. */
  readonly read?: number;
};

/** Of a workstream, over all of its sessions. */
export type Usage = Spent & {
  readonly context: ContextUse | null;
  readonly session: SessionUsage;
};

/** Of its last session alone. */
export type SessionUsage = Spent & { readonly id: SessionId };

export type ContextUse = {
  readonly start: ContextFill;
  readonly now: ContextFill;
  /** The fullest that it was. */
  readonly most: ContextFill;
  /** Tokens that it took in after its start, also those that were summed up since. */
  readonly consumed: number;
};

/** From here on an agent soon sums up what it knows, or stops. */
export const NEARLY_FULL = 80;

/**
 * Those that are counted against a budget. What comes from the cache is left out: it is
 * read again with every message, and would soon be all of it.
 */
export function fresh({ input, output, cacheWrite }: Tokens): number {
  return input + output + cacheWrite;
}

export function plus(one: Tokens, other: Tokens): Tokens {
  return {
    input: one.input + other.input,
    output: one.output + other.output,
    cacheRead: one.cacheRead + other.cacheRead,
    cacheWrite: one.cacheWrite + other.cacheWrite,
  };
}

export function isSameTokens(one: Tokens, other: Tokens): boolean {
  return (
    one.input === other.input &&
    one.output === other.output &&
    one.cacheRead === other.cacheRead &&
    one.cacheWrite === other.cacheWrite
  );
}

/** 0..100, or more where an agent is wrong; null without a window. */
export function percentFull({ tokens, window }: ContextFill): number | null {
  return window === null ? null : Math.round((100 * tokens) / window);
}

/** All of it, of several. */
export function spentTogether(all: readonly Spent[]): Spent | null {
  if (all.length === 0) return null;
  const costs = all.flatMap(({ cost }) => cost ?? []);
  return {
    tokens: all.reduce((sum, { tokens }) => plus(sum, tokens), NO_TOKENS),
    cost: costs.length === 0 ? null : money(costs.reduce((sum, cost) => sum + cost, 0)),
  };
}

/** What is calculated of amounts of dollars, to a millionth: 0.3 + 0.6 are 0.9. */
export function money(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}

const STEPS = [
  { from: 1e9, unit: 'G' },
  { from: 1e6, unit: 'M' },
  { from: 1e3, unit: 'k' },
] as const;

/** `950`, `12k`, `1.2M`: as people say it. */
export function countText(count: number): string {
  // 999 950 and more would be `1000k`.
  const step = STEPS.find(({ from }) => count >= 0.9995 * from);
  if (!step) return `${Math.round(count)}`;
  const amount = count / step.from;
  return `${amount.toFixed(amount < 9.95 ? 1 : 0).replace(/\.0$/, '')}${step.unit}`;
}

export function costText(cost: number): string {
  return `$${cost.toFixed(2)}`;
}

/** `45%`, or `90k` where its size is not known. */
export function fillText(fill: ContextFill): string {
  const percent = percentFull(fill);
  return percent === null ? countText(fill.tokens) : `${percent}%`;
}

/** `1.2M tokens, $3.40`. */
export function spentText({ tokens, cost }: Spent): string {
  const count = fresh(tokens);
  return [
    ...(count === 0 ? [] : [`${countText(count)} tokens`]),
    ...(cost === null ? [] : [costText(cost)]),
  ].join(', ');
}

/** `context 45%, 1.2M tokens, $3.40`: what is known of it. */
export function usageText(usage: Usage): string {
  const { context } = usage;
  const parts = [context && `context ${fillText(context.now)}`, spentText(usage)];
  return parts.filter(Boolean).join(', ');
}

/** `45% full, 1.2M, $3.40`: the same where there is little room. */
export function usageBrief({ context, tokens, cost }: Usage): string {
  const percent = context && percentFull(context.now);
  const used = fresh(tokens);
  const parts = [
    context && percent === null && `context ${countText(context.now.tokens)}`,
    percent !== null && `${percent}% full`,
    used > 0 && countText(used),
    cost !== null && costText(cost),
  ];
  return parts.filter(Boolean).join(', ');
}

export function isNearlyFull({ context }: Usage): boolean {
  return context !== null && (percentFull(context.now) ?? 0) >= NEARLY_FULL;
}
