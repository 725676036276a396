/** Tells an agent at its prompt what a person, or the engine in a plan's name, has to say. */
import { findMenu } from '../agents/menu.js';
import { isPromptEmpty } from '../agents/prompt-line.js';
import { ok, type Result } from '../base/result.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import { agentOf } from './agent-of.js';
import type { EngineContext } from './context.js';
import { factsOf } from './plan-facts.js';
import { typeLine } from './typing.js';

/**
 * Types a line into an agent. Never into a menu or another dialog, where Enter would choose,
 * nor behind what a person has begun to type.
 */
export async function sendText(
  context: EngineContext,
  id: WorkstreamId,
  text: string,
): Promise<Result<null, Refusal>> {
  const facts = factsOf(context.plan.state, id);
  if (!facts) return usage(`there is no workstream "${id}"; \`wtmux status\` lists them`);
  const { session } = facts;
  if (session === undefined) return refused(`${id} has no session that could read it`);
  const captured = await capture(context, session);
  if (!captured.ok) return captured;
  const lines = captured.value;
  if (findMenu(lines)) return refused(`${id} shows a menu; answer it in its pane`);
  const agent = agentOf(context, facts.workstream);
  const spec = agent.ok ? agent.value.spec : undefined;
  if (spec?.emptyPrompt && !isPromptEmpty(lines, spec.emptyPrompt))
    return refused(`${id} shows no empty prompt; look into its pane`);
  const hasPrompt = spec !== undefined && spec.screens.length > 0;
  if (hasPrompt && !isPromptEmpty(lines))
    return refused(
      `something is typed at the prompt of ${id} already; send or clear it in its pane`,
    );
  await typeLine(context, session, text);
  return ok(null);
}

async function capture(
  context: EngineContext,
  session: SessionId,
): Promise<Result<readonly string[], Refusal>> {
  const captured = await context.host.ask({
    type: 'capture',
    session,
    scrollback: false,
  });
  return captured.ok ? ok(captured.value.lines) : captured;
}
