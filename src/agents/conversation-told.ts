/** What an event of an agent's hook calls the conversation that the agent is in. */
import type { AgentHooks } from '../formats/agent-hooks.js';
import type { HookEvent } from '../formats/hook-event.js';
import { firstFitting, subagentOf } from './event-rule.js';

/** It becomes an element of a command line, and must not pass for an option. */
const NAME = /^[A-Za-z0-9][\w.:-]{0,199}$/;

/** Undefined when the event says nothing of it. */
export function conversationTold(
  hooks: AgentHooks | undefined,
  event: HookEvent,
): string | undefined {
  const rule = hooks?.conversation;
  if (!hooks || !rule || !firstFitting(hooks, [rule], event)) return undefined;
  if (subagentOf(hooks, event) !== '') return undefined;
  const name = event[rule.field] ?? '';
  return NAME.test(name) ? name : undefined;
}
