import type { AgentHooks, FittedRule } from '../formats/agent-hooks.js';
import type { HookEvent } from '../formats/hook-event.js';

/** The first of an agent's rules that fits an event, of its own or of a subagent, and its place. */
export function firstFitting<Rule extends FittedRule>(
  { name }: Pick<AgentHooks, 'name'>,
  rules: readonly Rule[],
  event: HookEvent,
): { readonly rule: Rule; readonly index: number } | undefined {
  const named = event[name];
  if (named === undefined) return undefined;
  const index = rules.findIndex(
    ({ on, where }) =>
      on.includes(named) &&
      Object.entries(where).every(([field, pattern]) => pattern.test(event[field] ?? '')),
  );
  const rule = rules[index];
  return rule && { rule, index };
}

/** The subagent that an event is of; empty where it is the agent's own. */
export function subagentOf(
  { subagent }: Pick<AgentHooks, 'subagent'>,
  event: HookEvent,
): string {
  return subagent === undefined ? '' : (event[subagent] ?? '');
}
