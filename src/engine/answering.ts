/**
 * Answers an agent that waits for its plan: by the label in its live menu, read just
 * before the keys are sent and looked at again after. No key is sent to a menu that is
 * not on the screen.
 */
import { createHash } from 'node:crypto';
import { findMenu, menuKeys, type Menu } from '../agents/menu.js';
import { plainText } from '../base/plain-text.js';
import { ok, type Result } from '../base/result.js';
import { readInside } from '../config/text-file.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { PlanAnswer } from '../formats/agent-file.js';
import type { PlanText } from '../protocol/engine.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import { agentOf } from './agent-of.js';
import type { EngineContext } from './context.js';
import { factsOf } from './plan-facts.js';

/** A plan longer than this is not read by a person either. */
const MAX_PLAN_BYTES = 256 * 1024;

/** How long an agent may take to act on an answer before it counts as not accepted. */
const ACCEPT_MS = 5000;

/**
 * Between text and Enter. Agents take keys that come faster for a paste, and Enter in a
 * paste for a new line; the longest such window known is 120 ms.
 */
const PASTE_WINDOW_MS = 150;

/** The plan that waits, as its file or, where the agent writes none, its screen has it. */
export async function planTextOf(
  context: EngineContext,
  id: WorkstreamId,
): Promise<Result<PlanText, Refusal>> {
  const asked = askingOf(context, id);
  if (!asked.ok) return asked;
  const text = await planOf(context, id);
  return ok({ workstream: id, text, revision: revisionOf(text) });
}

type Answer = {
  readonly workstream: WorkstreamId;
  /** Null: whichever plan is live. */
  readonly revision: string | null;
  readonly by: string;
};

export async function approvePlan(
  context: EngineContext,
  { workstream, revision, by }: Answer,
): Promise<Result<null, Refusal>> {
  const asked = askingOf(context, workstream);
  if (!asked.ok) return asked;
  const live = revisionOf(await planOf(context, workstream));
  if (revision !== null && live !== revision)
    return refused(`${workstream} has changed its plan since; read it again`);

  const chosen = await choose(context, asked.value, 'approve');
  if (!chosen.ok) return chosen;
  await context.plan.record({ type: 'planApproved', workstream, revision: live, by });
  return ok(null);
}

type Rejection = {
  readonly workstream: WorkstreamId;
  readonly message: string;
  readonly by: string;
};

export async function rejectPlan(
  context: EngineContext,
  { workstream, message, by }: Rejection,
): Promise<Result<null, Refusal>> {
  const asked = askingOf(context, workstream);
  if (!asked.ok) return asked;
  const { session, plan } = asked.value;
  // Watched from before the key: the question may be on the screen before we look.
  const asks = context.screens.shows(
    session,
    ({ lines }) => fits(plan.feedback, lines),
    ACCEPT_MS,
  );
  const chosen = await choose(context, asked.value, 'reject');
  if (!chosen.ok) return chosen;
  if (!(await asks)) {
    // The no counts all the same, or the agent's going on would pass for a yes.
    await context.plan.record({ type: 'planRejected', workstream, by, message: '' });
    return refused(
      `${workstream} took the no but asks for no reason; tell it in its pane`,
    );
  }
  context.host.type(session, plainText(message));
  await pasteWindow();
  context.host.type(session, '\r');
  await context.plan.record({ type: 'planRejected', workstream, by, message });
  return ok(null);
}

/** Types a line into an agent. Never into a menu, where Enter would choose. */
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
  if (findMenu(captured.value))
    return refused(`${id} shows a menu; answer it in its pane`);
  context.host.type(session, plainText(text, MAX_PLAN_BYTES));
  await pasteWindow();
  context.host.type(session, '\r');
  return ok(null);
}

/** Names exactly this text. */
export function revisionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The text of the plan that a workstream's agent waits on; empty when it cannot be read. */
export async function planOf(context: EngineContext, id: WorkstreamId): Promise<string> {
  const facts = factsOf(context.plan.state, id);
  if (!facts) return '';
  const agent = agentOf(context, facts.workstream);
  const planFile = agent.ok ? agent.value.spec.planFile : undefined;
  if (planFile !== undefined) {
    const file = await readInside(facts.made.path, planFile, MAX_PLAN_BYTES);
    if (file) return file.text;
  }
  const shown = facts.session && context.screens.text(facts.session);
  return (shown?.lines ?? []).join('\n');
}

type Asking = {
  readonly id: WorkstreamId;
  readonly session: SessionId;
  readonly plan: PlanAnswer;
};

function askingOf(context: EngineContext, id: WorkstreamId): Result<Asking, Refusal> {
  const facts = factsOf(context.plan.state, id);
  if (!facts) return usage(`there is no workstream "${id}"; \`wtmux status\` lists them`);
  const { session } = facts;
  if (facts.review === undefined || session === undefined)
    return refused(`${id} has no plan that waits for approval`);
  const agent = agentOf(context, facts.workstream);
  const plan = agent.ok ? agent.value.spec.plan : undefined;
  if (!plan) return refused(`wtmux does not know how to answer this agent; use its pane`);
  return ok({ id, session, plan });
}

async function choose(
  context: EngineContext,
  asking: Asking,
  answer: 'approve' | 'reject',
): Promise<Result<null, Refusal>> {
  const { id } = asking;
  if (context.answering.has(id)) return refused(`${id} is being answered already`);
  context.answering.add(id);
  try {
    return await press(context, asking, answer);
  } finally {
    context.answering.delete(id);
  }
}

async function press(
  context: EngineContext,
  { id, session, plan }: Asking,
  answer: 'approve' | 'reject',
): Promise<Result<null, Refusal>> {
  const before = await capture(context, session);
  if (!before.ok) return before;
  const menu = planMenu(plan, before.value);
  const keys = menu && menuKeys(menu, plan[answer]);
  if (!menu || !keys?.ok)
    return refused(
      `${id}: ${keys && !keys.ok ? keys.failure.why : 'its menu is gone'}; look into its pane`,
    );
  const gone = context.screens.shows(
    session,
    ({ lines }) => planMenu(plan, lines)?.fingerprint !== menu.fingerprint,
    ACCEPT_MS,
  );
  context.host.type(session, keys.value);
  if (await gone) return ok(null);
  return refused(`${id} did not take the answer; answer it in its pane`);
}

/** The menu on the screen, if it is the one that asks about the plan. */
export function planMenu(plan: PlanAnswer, lines: readonly string[]): Menu | undefined {
  return fits(plan.question, lines) ? findMenu(lines) : undefined;
}

function fits(pattern: RegExp, lines: readonly string[]): boolean {
  return lines.some((line) => pattern.test(line));
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

function pasteWindow(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PASTE_WINDOW_MS));
}
