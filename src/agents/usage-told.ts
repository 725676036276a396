/**
 * What an event of an agent's hook, or a line of its file, says that it uses: by the rules
 * of its file, or in the one form that any program may use,
 * `{"usage": {"input": 1200, "output": 80, "context": 40000, "window": 200000, "cost": 0.2}}`,
 * which tells sums. A number that cannot be one is as good as none.
 */
import { plainText } from '../base/plain-text.js';
import type { Timestamp } from '../domain/time.js';
import { NO_TOKENS, type Tokens } from '../domain/usage.js';
import type { HookEvent } from '../formats/hook-event.js';
import { fieldOf, fits, textOf } from './json-line.js';
import type {
  EventFields,
  HeadRule,
  LineRule,
  Sum,
  UsageFields,
} from '../formats/usage-rules.js';

/** What is told; what is not told is left out. */
export type Told = {
  readonly tokens?: Tokens;
  readonly context?: number;
  readonly window?: number;
  readonly percent?: number;
  readonly cost?: number;
};

/** What an event tells, with what its sums are of; undefined where they are of its run. */
export type ToldEvent = Told & { readonly of?: string };

/** A line, with what it is about. */
export type ToldLine = Told & {
  /** The message whose tokens these are; undefined where they are the sum of all. */
  readonly once: string | undefined;
  /** It is a subagent's. */
  readonly aside: boolean;
};

/** More than anybody has used of either. */
const MAX_TOKENS = 1e13;
const MAX_COST = 1e7;

/** What names a message is a short word, and not kept otherwise. */
const MAX_NAME = 200;

const PLAIN: UsageFields = {
  tokens: {
    input: ['usage.input'],
    output: ['usage.output'],
    cacheRead: ['usage.cacheRead'],
    cacheWrite: ['usage.cacheWrite'],
  },
  context: ['usage.context'],
  window: ['usage.window'],
  cost: ['usage.cost'],
};

/** Undefined when it tells nothing of that. */
export function usageInEvent(
  fields: EventFields | undefined,
  event: HookEvent,
): ToldEvent | undefined {
  const read = (name: string) => numberIn(event[name]);
  const found = fields && told(fields, read);
  if (!found) return told(PLAIN, read);
  const of = fields.of === undefined ? undefined : event[fields.of];
  return of === undefined ? found : { ...found, of: plainText(of, MAX_NAME) };
}

/** The same of a line of a file, as JSON gives it. */
export function usageInLine(rule: LineRule, line: unknown): ToldLine | undefined {
  const at = (name: string) => fieldOf(line, name);
  if (!fits(rule.where, at)) return undefined;
  const found = told(rule, (name) => numberIn(at(name)));
  if (!found) return undefined;
  const aside = isAside(rule.aside, at);
  const once = rule.once === undefined ? undefined : textOf(at(rule.once));
  // What has no name cannot be told from what was counted.
  if (once === '' || (once?.length ?? 0) > MAX_NAME) return undefined;
  return { ...found, aside, once };
}

/** A word that stands in each line that tells something: others need not be taken apart. */
export function markOf(rule: LineRule): string {
  const [first = ''] = Object.values(rule.tokens).flatMap((sum) => sum ?? []);
  return `"${first.split('.').at(-1)}"`;
}

/** What the first line of a file says of it. */
export type Head = {
  /** Undefined where its file need not say. */
  readonly folder: string | undefined;
  /** Undefined where it does not say. */
  readonly began: Timestamp | undefined;
  /** It is a subagent's. */
  readonly aside: boolean;
};

export function headIn(rule: HeadRule, line: unknown): Head {
  const at = (name: string) => fieldOf(line, name);
  const began = rule.began === undefined ? NaN : Date.parse(textOf(at(rule.began)));
  return {
    folder: rule.folder === undefined ? undefined : textOf(at(rule.folder)),
    began: Number.isNaN(began) ? undefined : began,
    aside: isAside(rule.aside, at),
  };
}

function isAside(
  rules: Readonly<Record<string, RegExp>>,
  at: (name: string) => unknown,
): boolean {
  return Object.keys(rules).length > 0 && fits(rules, at);
}

type Read = (field: string) => number | undefined;

function told(fields: UsageFields, read: Read): Told | undefined {
  const { context, window, percent, cost } = fields;
  const found = {
    tokens: tokensIn(fields.tokens, read),
    context: within(sumOf(context, read), 1, MAX_TOKENS),
    window: within(sumOf(window, read), 1, MAX_TOKENS),
    percent: within(sumOf(percent, read), 0, 100),
    cost: within(sumOf(cost, read), 0, MAX_COST),
  };
  const known = Object.entries(found).filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

function tokensIn(sums: UsageFields['tokens'], read: Read): Tokens | undefined {
  const known = Object.entries(sums).flatMap(([name, fields]) => {
    const count = within(sumOf(fields, read), 0, MAX_TOKENS);
    return count === undefined ? [] : [[name, Math.round(count)]];
  });
  return known.length === 0 ? undefined : { ...NO_TOKENS, ...Object.fromEntries(known) };
}

/** Of fields that are there; undefined when none is. */
function sumOf(fields: Sum | undefined, read: Read): number | undefined {
  const numbers = (fields ?? []).flatMap((field) => {
    const taken = field.startsWith('-');
    const number = read(taken ? field.slice(1) : field);
    return number === undefined ? [] : [taken ? -number : number];
  });
  if (numbers.length === 0) return undefined;
  return numbers.reduce((sum, number) => sum + number, 0);
}

function within(number: number | undefined, least: number, most: number) {
  return number !== undefined && number >= least && number <= most ? number : undefined;
}

function numberIn(value: unknown): number | undefined {
  const isText = typeof value === 'string' && /^-?\d[\d.]*(e[+-]?\d+)?$/i.test(value);
  const number = isText ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
