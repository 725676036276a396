/** Remembers what an agent calls its conversation, so that it can be resumed in that very one. */
import { conversationTold } from '../../agents/conversation-told.js';
import type { SessionId, WorkstreamId } from '../../domain/ids.js';
import type { HookEvent } from '../../formats/hook-event.js';
import { agentOf } from '../agent-of.js';
import type { EngineContext } from '../context.js';
import { factsOf } from '../plan-facts.js';

type Heard = { readonly session: SessionId; readonly event: HookEvent };

/** Resolves when it is on disk. */
export async function hearConversation(
  context: EngineContext,
  workstream: WorkstreamId,
  { session, event }: Heard,
): Promise<void> {
  const facts = factsOf(context.plan.state, workstream);
  if (!facts || facts.session !== session) return;
  const agent = agentOf(context, facts.workstream);
  const name = agent.ok ? conversationTold(agent.value.spec.hooks, event) : undefined;
  if (name === undefined || name === facts.conversationName) return;
  await context.plan.record({ type: 'conversationNamed', workstream, session, name });
}
