/** Tells an agent at its prompt what a person, or the engine in a plan's name, has to say. */
import { findMenu } from '../agents/menu.js';
import { agentState } from '../agents/agent-state.js';
import { hasPrompt, isPromptEmpty } from '../agents/prompt-line.js';
import { ok, type Result } from '../base/result.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import type { AgentSpec } from '../formats/agent-file.js';
import { ACCEPT_MS } from './answer-once.js';
import { agentOf } from './agent-of.js';
import type { EngineContext } from './context.js';
import { factsOf } from './plan-facts.js';
import type { ScreenText } from './screens.js';
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
  const agent = agentOf(context, facts.workstream);
  const spec = agent.ok ? agent.value.spec : undefined;
  const title = context.screens.text(session)?.title ?? '';
  const hindrance = (lines: readonly string[]) =>
    hindranceOn({ lines, title, quiet: false }, spec);
  const shown = await context.host.ask({ type: 'capture', session, scrollback: false });
  if (!shown.ok) return shown;
  const fits = (lines: readonly string[]) => hindrance(lines) === undefined;
  const typed = await typeLine(context, { session, text, isPrompt: true, fits });
  if (typed.type === 'sent') {
    const proves = spec !== undefined && spec.screens.length > 0;
    return !proves || (await changes(context, session, typed.shown))
      ? ok(null)
      : refused(`${id} does not seem to have taken it; look into its pane`);
  }
  const now = await context.host.ask({ type: 'capture', session, scrollback: false });
  if (!now.ok) return now;
  if (typed.type === 'typed')
    return refused(`${id} shows a menu since it was typed; answer it in its pane`);
  const why = hindrance(now.value.lines) ?? hindrance(shown.value.lines);
  return refused(`${id} ${why ?? 'showed something else for a moment; send it again'}`);
}

/** Whether a screen goes on from what it showed: an agent that takes a line draws something. */
async function changes(
  { host, screens }: EngineContext,
  session: SessionId,
  shown: readonly string[],
): Promise<boolean> {
  const differs = (lines: readonly string[]) => lines.join('\n') !== shown.join('\n');
  const seen = new AbortController();
  const drawn = screens.shows(
    session,
    ({ lines }) => differs(lines),
    ACCEPT_MS,
    seen.signal,
  );
  const now = await host.ask({ type: 'capture', session, scrollback: false });
  if (!now.ok || !differs(now.value.lines)) return drawn;
  seen.abort();
  return true;
}

/** Why a screen takes no line. */
function hindranceOn(text: ScreenText, spec: AgentSpec | undefined): string | undefined {
  const { lines } = text;
  if (findMenu(lines)) return 'shows a menu; answer it in its pane';
  if (spec === undefined) return undefined;
  const { emptyPrompt, screens } = spec;
  if (emptyPrompt && !isPromptEmpty(lines, emptyPrompt))
    return 'shows no empty prompt; look into its pane';
  if (screens.length === 0) return undefined;
  if (!isPromptEmpty(lines))
    return 'has something typed at its prompt already; send or clear it in its pane';
  if (emptyPrompt || hasPrompt(lines) || agentState(spec, text).doing !== 'busy')
    return undefined;
  return 'works and shows no prompt; `wtmux note` tells it once it rests';
}
