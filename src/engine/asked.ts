/** What an agent asks a person, as far as it is known: by its hook, in a menu, or its plan. */
import { withoutCursor, type Asks } from '../agents/menu-question.js';
import { ok, type Result } from '../base/result.js';
import { readInside } from '../config/text-file.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import { ASKS_WITHIN_MS, mayAskSoon } from '../domain/status.js';
import type { PlanAnswer } from '../formats/agent-file.js';
import type { PlanText } from '../protocol/engine-answers.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import { agentOf } from './agent-of.js';
import { revisionOf } from './answer-once.js';
import type { EngineContext } from './context.js';
import type { MenuQuestion } from './menu-questions.js';
import { factsOf } from './plan-facts.js';

/** A plan longer than this is not read by a person either. */
export const MAX_PLAN_BYTES = 256 * 1024;

/** All that is known of what an agent asks, which may still be on its way. */
export async function planTextOf(
  context: EngineContext,
  id: WorkstreamId,
): Promise<Result<PlanText, Refusal>> {
  await untilItAsks(context, id);
  const question = context.questions.first(id);
  if (question) {
    const { kind, text, always } = question;
    return ok(planText(id, { kind, text, source: 'hook' }, always));
  }
  const menu = context.menus.first(id);
  if (menu) {
    const { text, source } = menu;
    const always = alwaysIn(context, id, menu);
    return ok(planText(id, { kind: 'permission', text, source }, always));
  }
  const asking = askingOf(context, id);
  if (!asking.ok) return asking;
  return ok(planText(id, { kind: 'plan', ...(await planOf(context, id)) }));
}

/**
 * Resolves when what it asks can be read, or nothing of it is to be expected. Its state may
 * be told before: by an event of its own, or by a screen whose menu is drawn bit by bit.
 */
export function untilItAsks(
  { feed, now }: EngineContext,
  id: WorkstreamId,
): Promise<void> {
  return feed.until(({ workstreams }) => {
    const one = workstreams.find((workstream) => workstream.id === id);
    return !one || !mayAskSoon(one, now());
  }, ASKS_WITHIN_MS);
}

function planText(
  workstream: WorkstreamId,
  asked: Pick<PlanText, 'kind' | 'text' | 'source'>,
  always?: string,
): PlanText {
  const given = always === undefined ? {} : { always };
  return { workstream, ...asked, revision: revisionOf(asked.text), ...given };
}

/** The label of the option that gives it for the session; undefined where there is none. */
function alwaysIn(
  context: EngineContext,
  id: WorkstreamId,
  { shown }: MenuQuestion,
): string | undefined {
  const facts = factsOf(context.plan.state, id);
  const agent = facts && agentOf(context, facts.workstream);
  const label = agent?.ok ? agent.value.spec.permission?.always : undefined;
  return label && shown.menu.options.find((option) => label.test(option.label))?.label;
}

/** The plan that a workstream's agent waits on; empty when it cannot be read. */
export async function planOf(
  context: EngineContext,
  id: WorkstreamId,
): Promise<Pick<PlanText, 'text' | 'source'>> {
  const facts = factsOf(context.plan.state, id);
  const question = context.questions.first(id);
  if (question?.kind === 'plan') return { text: question.text, source: 'hook' };
  const agent = facts && agentOf(context, facts.workstream);
  const planFile = agent?.ok ? agent.value.spec.planFile : undefined;
  if (facts && planFile !== undefined) {
    const file = await readInside(facts.made.path, planFile, MAX_PLAN_BYTES);
    if (file) return { text: file.text, source: 'file' };
  }
  const shown = facts?.session && context.screens.text(facts.session);
  // The same plan, whichever option has the cursor.
  return { text: (shown?.lines ?? []).map(withoutCursor).join('\n'), source: 'screen' };
}

/** A plan that can be answered in a menu. */
export type Asking = {
  readonly id: WorkstreamId;
  readonly session: SessionId;
  readonly plan: PlanAnswer;
  readonly asks: Asks;
};

export function askingOf(
  context: EngineContext,
  id: WorkstreamId,
): Result<Asking, Refusal> {
  const facts = factsOf(context.plan.state, id);
  if (!facts) return usage(`there is no workstream "${id}"; \`wtmux status\` lists them`);
  const { session } = facts;
  if (facts.review === undefined || session === undefined)
    return refused(`${id} has nothing that waits for approval`);
  const agent = agentOf(context, facts.workstream);
  const asks = agent.ok ? agent.value.spec : undefined;
  if (!asks?.plan)
    return refused(`wtmux does not know how to answer this agent; use its pane`);
  return ok({ id, session, plan: asks.plan, asks });
}
