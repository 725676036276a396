/**
 * What an agent is doing, by the rules of its file: first those for its title, which is
 * meant to be read from outside, then those for its screen. When no rule fits the answer
 * is `unknown`: a prompt that is visible does not mean that nothing goes on.
 */
import { plainText } from '../base/plain-text.js';
import type { StateSource } from '../domain/status.js';
import type { AgentSpec, TitleRule } from '../formats/agent-file.js';
import { regionOf } from './region.js';

export type Shown = {
  readonly title: string;
  /** The visible rows, top first. */
  readonly lines: readonly string[];
  /** Whether nothing was written for a moment. */
  readonly quiet: boolean;
};

export type AgentState = {
  readonly doing: TitleRule['doing'] | 'unknown';
  readonly source: StateSource;
  /** What it waits for, what is wrong, or what else is to be known, in words; maybe empty. */
  readonly detail: string;
  /** The title or the line of the screen that says so, or the event; made harmless. */
  readonly evidence: string;
};

/** What a rule of the agent's file reads. */
export type Reading = AgentState & {
  /** Its place in the file: `screens[2]`. */
  readonly rule: string;
  /** What it looked at. */
  readonly lines: readonly string[];
};

const UNKNOWN: AgentState = {
  doing: 'unknown',
  source: 'process',
  detail: '',
  evidence: '',
};

type Rules = Pick<AgentSpec, 'titles' | 'screens'>;

export function agentState(spec: Rules, shown: Shown): AgentState {
  return byTitle(spec, shown) ?? byScreen(spec, shown) ?? UNKNOWN;
}

export function byTitle({ titles }: Rules, { title }: Shown): Reading | undefined {
  const index = titles.findIndex(({ pattern }) => pattern.test(title));
  const rule = titles[index];
  if (!rule) return undefined;
  const state = told(rule, { source: 'title', shown: title });
  return { ...state, rule: `titles[${index}]`, lines: [title] };
}

export function byScreen(
  { screens }: Rules,
  { lines, quiet }: Shown,
): Reading | undefined {
  for (const [index, rule] of screens.entries()) {
    if (rule.whenQuiet && !quiet) continue;
    const region = regionOf(lines, rule);
    const text = region.join('\n');
    const found = rule.pattern.exec(text);
    if (!found) continue;
    const shown = lineAt(text, found.index);
    const state = told(rule, { source: 'screen', shown, groups: found.groups ?? {} });
    return { ...state, rule: `screens[${index}]`, lines: region };
  }
  return undefined;
}

/** Old messages stand further up; those in force are the last that it wrote. */
const LIMIT_LINES = 12;

/** Whether it shows that its provider lets it wait. */
export function isLimited(
  { rateLimit }: Pick<AgentSpec, 'rateLimit'>,
  { lines }: Pick<Shown, 'lines'>,
): boolean {
  if (!rateLimit) return false;
  const part = regionOf(lines, { region: 'bottom', lines: LIMIT_LINES });
  return rateLimit.test(part.join('\n'));
}

type Found = {
  readonly source: StateSource;
  readonly shown: string;
  /** What the named groups of its pattern fit. */
  readonly groups?: Readonly<Record<string, string | undefined>>;
};

function told(
  { doing, detail }: TitleRule,
  { source, shown, groups = {} }: Found,
): AgentState {
  const evidence = plainText(shown.trim(), 200);
  const said = detail.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    plainText(groups[name] ?? '', MAX_NAMED),
  );
  const why = doing === 'waiting' || doing === 'error' ? said || evidence : said;
  return { doing, source, detail: why, evidence };
}

/** A name stands in a line with others. */
const MAX_NAMED = 40;

function lineAt(text: string, index: number): string {
  const start = text.lastIndexOf('\n', index - 1) + 1;
  return text.slice(start).split('\n', 1)[0] ?? '';
}
