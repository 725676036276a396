import type { AgentHooks, FittedRule } from '../formats/agent-hooks.js';
import type { HookEvent } from '../formats/hook-event.js';

/** The first of an agent's rules that fits one of its events, and its place. */
export function firstFitting<Rule extends FittedRule>(
  { name, subagent }: Pick<AgentHooks, 'name' | 'subagent'>,
  rules: readonly Rule[],
  event: HookEvent,
): { readonly rule: Rule; readonly index: number } | undefined {
  const named = event[name];
  if (named === undefined || (subagent !== undefined && event[subagent]))
    return undefined;
  const index = rules.findIndex(
    ({ on, where }) =>
      on.includes(named) &&
      Object.entries(where).every(([field, pattern]) => pattern.test(event[field] ?? '')),
  );
  const rule = rules[index];
  return rule && { rule, index };
}
