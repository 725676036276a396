/**
 * What an agent is doing, by the rules of its file: first those for its title, which is
 * meant to be read from outside, then those for its screen. When no rule fits the answer
 * is `unknown`: a prompt that is visible does not mean that nothing goes on.
 */
import { plainText } from '../base/plain-text.js';
import type { StateSource } from '../domain/status.js';
import type { AgentSpec, Doing, ScreenRule, TitleRule } from '../formats/agent-file.js';
import { regionOf } from './region.js';

export type Shown = {
  readonly title: string;
  /** The visible rows, top first. */
  readonly lines: readonly string[];
  /** Whether nothing was written for a moment. */
  readonly quiet: boolean;
};

export type AgentState = {
  readonly doing: Doing | 'unknown';
  readonly source: StateSource;
  /** What it waits for, in words; empty when it does not wait. */
  readonly detail: string;
  /** The title or the line of the screen that says so, made harmless. */
  readonly evidence: string;
};

const UNKNOWN: AgentState = {
  doing: 'unknown',
  source: 'process',
  detail: '',
  evidence: '',
};

export function agentState(
  spec: Pick<AgentSpec, 'titles' | 'screens'>,
  shown: Shown,
): AgentState {
  return byTitle(spec.titles, shown) ?? byScreen(spec.screens, shown) ?? UNKNOWN;
}

function byTitle(rules: readonly TitleRule[], { title }: Shown): AgentState | undefined {
  const rule = rules.find(({ pattern }) => pattern.test(title));
  return rule && told(rule, 'title', title);
}

function byScreen(
  rules: readonly ScreenRule[],
  { lines, quiet }: Shown,
): AgentState | undefined {
  for (const rule of rules) {
    if (rule.whenQuiet && !quiet) continue;
    const text = regionOf(lines, rule).join('\n');
    const found = rule.pattern.exec(text);
    if (found) return told(rule, 'screen', lineAt(text, found.index));
  }
  return undefined;
}

function told(
  { doing, detail }: TitleRule,
  source: StateSource,
  shown: string,
): AgentState {
  const evidence = plainText(shown.trim(), 200);
  const why = doing === 'waiting' ? detail || evidence : '';
  return { doing, source, detail: why, evidence };
}

function lineAt(text: string, index: number): string {
  const start = text.lastIndexOf('\n', index - 1) + 1;
  return text.slice(start).split('\n', 1)[0] ?? '';
}
