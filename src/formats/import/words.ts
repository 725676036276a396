/** The words in which plans are written by hand: durations, priorities, commands. */
import type { WorkstreamText } from '../plan-schema.js';

const UNITS: readonly (readonly [name: RegExp, unit: string])[] = [
  [/^(?:d|days?)$/, 'd'],
  [/^(?:h|hrs?|hours?)$/, 'h'],
  [/^(?:m|mins?|minutes?)$/, 'm'],
  [/^(?:w|weeks?)$/, 'w'],
];

/** A working week has five days, and an estimate counts days of work. */
const DAYS_A_WEEK = 5;

const LENGTH = /(\d+(?:\.\d+)?)(?:\s*(?:-|–|to)\s*(\d+(?:\.\d+)?))?\s*([a-z]*)/i;

/** `1h 30m`, `1 hour and 30 minutes`. */
const HOURS_AND_MINUTES =
  /(?<![\d.-])(\d{1,3})\s*h(?:(?:ou)?rs?)?\s*(?:and\s+)?(\d{1,2})\s*m(?:in(?:ute)?s?)?\b/i;

/**
 * `1-2 days`, `~2 hours`, `45 min`, `4` as a duration of a plan, the longer end of a range;
 * a number alone has the unit `usual`. Undefined for anything else.
 */
export function estimateOf(text: string, usual?: 'd' | 'h' | 'm'): string | undefined {
  const [, hours, minutes] = HOURS_AND_MINUTES.exec(text) ?? [];
  if (hours !== undefined) return `${Number(hours) * 60 + Number(minutes)}m`;
  const [, low, high, name = ''] = LENGTH.exec(text) ?? [];
  if (low === undefined) return undefined;
  const amount = Number(high ?? low);
  const word = name.toLowerCase();
  const unit = word === '' ? usual : UNITS.find(([pattern]) => pattern.test(word))?.[1];
  if (unit === undefined || amount <= 0 || amount > 9999) return undefined;
  if (unit === 'w') return whole(amount * DAYS_A_WEEK, 'd');
  return whole(amount, unit);
}

function whole(amount: number, unit: string): string {
  if (Number.isInteger(amount)) return `${amount}${unit}`;
  if (unit === 'd') return `${Math.round(amount * 24)}h`;
  return unit === 'h' ? `${Math.round(amount * 60)}m` : `${Math.ceil(amount)}${unit}`;
}

const PRIORITIES: readonly (readonly [
  RegExp,
  NonNullable<WorkstreamText['priority']>,
])[] = [
  [/\bcritical\b|\bP0\b|\bblocking\b/i, 'critical'],
  [/\bhigh\b|\bP1\b/i, 'high'],
  [/\bmedium\b|\bP2\b/i, 'medium'],
  [/\blow\b|\bP3\b/i, 'low'],
];

export function priorityOf(text: string): WorkstreamText['priority'] {
  return PRIORITIES.find(([word]) => word.test(text))?.[1];
}

/** Programs whose name at the start of a line says that it is a command. */
const PROGRAM =
  /^(?:(?:[A-Z_]+=\S+ )*(?:npm|npx|yarn|pnpm|bun|node|deno|tsc|eslint|vitest|jest|pytest|python3?|mypy|ruff|flake8|black|tox|uv|poetry|cargo|go|make|just|bundle|rake|rspec|mvn|gradle|dotnet|swift|sh|bash|docker|kubectl|terraform|alembic|playwright)\b|\.\/|(?:scripts|bin)\/)/;

/** What stands behind a command that is not marked as code: a remark, or that it must pass. */
const BESIDE_A_COMMAND =
  /\s+(?:\([^()]*\)|(?:(?:must|should) )?(?:pass(?:es)?|succeeds?)|is (?:clean|green))$/i;

/** `All tests must pass (`npm test`)`: a text, and the command that shows it. */
const REMARKED = /\(`([^`]+)`\)\s*$/;

export type Check =
  | {
      readonly type: 'command';
      readonly run: string;
      /** A share in percent that the text asks for. */
      readonly percent: number | undefined;
    }
  | { readonly type: 'said'; readonly text: string };

/**
 * What a line of a list of gates asks for. Only what is marked as code, or begins with the
 * name of a known program, is taken for a command; everything else is for a person.
 */
export function checkOf(text: string): Check {
  const line = text.replace(/^[^\w`./]+/u, '').trim();
  const code = (/^`([^`]+)`/.exec(line) ?? REMARKED.exec(line))?.[1];
  const run = code ?? line.replaceAll('`', '').replace(BESIDE_A_COMMAND, '');
  if (!PROGRAM.test(run) || run.includes('…')) return { type: 'said', text: said(line) };
  const rest = line.slice(code === undefined ? run.length : 0);
  const percent = /(\d{1,3}(?:\.\d+)?)\s*%/.exec(rest)?.[1];
  return {
    type: 'command',
    run,
    percent: percent === undefined ? undefined : Number(percent),
  };
}

function said(text: string): string {
  return text.replaceAll(/\*\*|__/g, '').trim();
}

/** `Wave 1 (Day 2)`: 2. */
export function dayOf(text: string): number | undefined {
  const day = /\bday\s*(\d{1,3})\b/i.exec(text)?.[1];
  return day === undefined || Number(day) < 1 ? undefined : Number(day);
}
