/** Tells an agent at its prompt what a person, or the engine in a plan's name, has to say. */
import { findMenu } from '../agents/menu.js';
import { agentState } from '../agents/agent-state.js';
import { hasPrompt, isCommand, isPromptEmpty, isTyped } from '../agents/prompt-line.js';
import { plainText } from '../base/plain-text.js';
import { ok, type Result } from '../base/result.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import type { AgentSpec } from '../formats/agent-file.js';
import { showsWork, type Watched } from './at-work.js';
import { take } from './notes/writing.js';
import { agentOf } from './agent-of.js';
import type { EngineContext } from './context.js';
import { factsOf } from './plan-facts.js';
import type { ScreenText } from './screens.js';
import { asLine, typeLine } from './typing.js';
import type { EngineRequest } from '../protocol/engine.js';
import type { Sent } from '../protocol/engine-answers.js';
import { mailOf, notesOf } from '../workflow/notes.js';
import type { Seen } from '../workflow/work.js';

type Wish = Extract<EngineRequest, { readonly type: 'send' }>;

/** Types a line, or has it wait behind what an agent at work is to be told already. */
export function sendText(
  context: EngineContext,
  wish: Wish,
): Promise<Result<Sent, Refusal>> {
  return context.telling.run(wish.workstream, () => typeOrQueue(context, wish));
}

async function typeOrQueue(
  context: EngineContext,
  { workstream: id, text, now, by }: Wish,
): Promise<Result<Sent, Refusal>> {
  const target = targetOf(context, id);
  if (!target.ok) return target;
  if (!now && (await isToWait(context, target.value)))
    return queue(context, { id, text, by });
  const sent = await typeTo(context, id, text);
  return sent.ok ? ok({ type: 'sent' }) : sent;
}

async function queue(
  context: EngineContext,
  {
    id,
    text,
    by,
  }: { readonly id: WorkstreamId; readonly text: string; readonly by: string },
): Promise<Result<Sent, Refusal>> {
  const from = { type: 'person', name: plainText(by, 100) } as const;
  const line = asLine(text);
  const taken = await take(context, {
    from,
    to: [id],
    text: line,
    file: null,
    kind: 'line',
  });
  const note = notesOf(context.plan.state).find((one) => one.id === taken.id);
  const [delivery] = note?.deliveries ?? [];
  const why = delivery?.why ?? 'it is told now';
  return delivery?.state === 'refused'
    ? refused(`${id} is not told: ${why}`)
    : ok({ type: 'queued', note: taken.id, why });
}

type Target = {
  readonly id: WorkstreamId;
  readonly session: SessionId;
  readonly seen: Seen | undefined;
  readonly spec: AgentSpec | undefined;
};

function targetOf(context: EngineContext, id: WorkstreamId): Result<Target, Refusal> {
  const facts = factsOf(context.plan.state, id);
  if (!facts) return usage(`there is no workstream "${id}"; \`wtmux status\` lists them`);
  const { session, seen } = facts;
  if (session === undefined) return refused(`${id} has no session that could read it`);
  const agent = agentOf(context, facts.workstream);
  return ok({ id, session, seen, spec: agent.ok ? agent.value.spec : undefined });
}

/**
 * Whether it is at work or starts, or nobody knows what it does and it shows no prompt, as while it
 * starts; and whatever was sent before goes first. One that never shows that it rests is
 * typed to at once.
 */
async function isToWait(
  context: EngineContext,
  { id, session, seen, spec }: Target,
): Promise<boolean> {
  if (!spec || spec.titles.length + spec.screens.length === 0) return false;
  if (mailOf(context.plan.state, id).length > 0) return true;
  if (factsOf(context.plan.state, id)?.owed) return true;
  if (seen?.doing === 'busy' || seen?.doing === 'starting') return true;
  if (seen?.doing !== 'unknown') return false;
  const shown = await context.host.ask({ type: 'capture', session, scrollback: false });
  return shown.ok && hindranceOn({ ...shown.value, quiet: false }, spec) !== undefined;
}

/**
 * Types a line into an agent. Never into a menu or another dialog, where Enter would choose,
 * nor behind what a person has begun to type.
 */
export function sendNow(
  context: EngineContext,
  id: WorkstreamId,
  text: string,
): Promise<Result<null, Refusal>> {
  return context.telling.run(id, () => typeTo(context, id, text));
}

async function typeTo(
  context: EngineContext,
  id: WorkstreamId,
  text: string,
): Promise<Result<null, Refusal>> {
  const target = targetOf(context, id);
  if (!target.ok) return target;
  const { session, spec } = target.value;
  const title = context.screens.text(session)?.title ?? '';
  const hindrance = (lines: readonly string[]) =>
    hindranceOn({ lines, title, quiet: false }, spec);
  const shown = await context.host.ask({ type: 'capture', session, scrollback: false });
  if (!shown.ok) return shown;
  const fits = (lines: readonly string[]) => hindrance(lines) === undefined;
  using work = context.atWork.watch(id);
  const typed = await typeLine(context, { session, text, isPrompt: true, fits });
  if (typed.type === 'sent')
    return await accepted(context, {
      target: target.value,
      text,
      shown: typed.shown,
      work,
    });
  if (typed.type === 'gone')
    return refused(`${id} has ended and has not read it; \`wtmux restart ${id}\``);
  if (typed.type === 'restless')
    return refused(
      `${id} was told nothing: its screen changes all the time; send it again once it rests`,
    );
  // A key that takes it away could do something else as well.
  if (typed.type === 'unsent')
    return refused(
      `${id} has it at its prompt, not sent: its screen changes all the time; look into its pane`,
    );
  const now = await context.host.ask({ type: 'capture', session, scrollback: false });
  if (!now.ok) return now;
  if (typed.type === 'typed')
    return refused(`${id} shows a menu since it was typed; answer it in its pane`);
  const why = hindrance(now.value.lines) ?? hindrance(shown.value.lines);
  return refused(`${id} ${why ?? 'showed something else for a moment; send it again'}`);
}

type Entered = {
  readonly target: Target;
  readonly text: string;
  /** With what on its screen Enter was given. */
  readonly shown: readonly string[];
  readonly work: Watched;
};

/** Going to work proves it; of one that is at work, or never shows it, that its screen goes on. */
async function accepted(
  context: EngineContext,
  { target, text, shown, work }: Entered,
): Promise<Result<null, Refusal>> {
  const { id, session, seen, spec } = target;
  if (!spec || spec.screens.length === 0) return ok(null);
  const isProof = showsWork(spec) && seen?.doing !== 'busy' && !isCommand(text);
  if (
    isProof
      ? await work.began(context.limits.acceptMs)
      : await changes(context, session, shown)
  )
    return ok(null);
  const now = context.screens.text(session)?.lines ?? shown;
  return isTyped(asLine(text), now)
    ? refused(`${id} did not take it: it stands at its prompt; look into its pane`)
    : refused(`${id} does not seem to have taken it; look into its pane`);
}

/** Whether a screen goes on from what it showed: an agent that takes a line draws something. */
async function changes(
  { host, screens, limits }: EngineContext,
  session: SessionId,
  shown: readonly string[],
): Promise<boolean> {
  const differs = (lines: readonly string[]) => lines.join('\n') !== shown.join('\n');
  const seen = new AbortController();
  const drawn = screens.shows(
    session,
    ({ lines }) => differs(lines),
    limits.acceptMs,
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
  return 'works and shows no prompt; without --now it is told once it rests';
}
