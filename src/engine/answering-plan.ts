/**
 * Answers an agent that waits for its plan: by the label in its live menu, read just
 * before the keys are sent and looked at again after. No key is sent to a menu that is
 * not on the screen.
 */
import { findMenu } from '../agents/menu.js';
import { planMenu } from '../agents/menu-question.js';
import { plainText } from '../base/plain-text.js';
import { ok, type Result } from '../base/result.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused } from '../protocol/refusal.js';
import { heldBack, once, revisionOf } from './answer-once.js';
import { askingOf, MAX_PLAN_BYTES, planOf, type Asking } from './asked.js';
import { chooseOption } from './choosing.js';
import type { EngineContext } from './context.js';
import { typeLine } from './typing.js';

export type Approval = {
  readonly workstream: WorkstreamId;
  /** Null: whichever plan is live. */
  readonly revision: string | null;
  readonly by: string;
};

export async function approveInMenu(
  context: EngineContext,
  { workstream, revision, by }: Approval,
): Promise<Result<null, Refusal>> {
  const asked = askingToGoOn(context, workstream);
  if (!asked.ok) return asked;
  const live = revisionOf((await planOf(context, workstream)).text);
  if (revision !== null && live !== revision)
    return refused(`${workstream} has changed its plan since; read it again`);

  const chosen = await choose(context, asked.value, 'approve');
  if (!chosen.ok) return chosen;
  await context.plan.record({ type: 'planApproved', workstream, revision: live, by });
  return ok(null);
}

export type Rejection = {
  readonly workstream: WorkstreamId;
  readonly message: string;
  readonly by: string;
};

/** Says no to the plan on the screen, and types why. What comes of it is recorded by the caller. */
export async function sendBack(
  context: EngineContext,
  { workstream, message, by }: Rejection,
): Promise<Result<null, Refusal>> {
  const asked = askingToGoOn(context, workstream);
  if (!asked.ok) return asked;
  const { session, plan } = asked.value;
  const { feedback } = plan;
  if (!feedback)
    return choose(context, asked.value, { reject: plainText(message, MAX_PLAN_BYTES) });
  // Watched from before the key: the question may be on the screen before we look.
  const asks = context.screens.shows(
    session,
    ({ lines }) => fits(feedback, lines),
    context.limits.acceptMs,
  );
  const chosen = await choose(context, asked.value, { reject: undefined });
  if (!chosen.ok) return chosen;
  if (!(await asks)) {
    // The no counts all the same, or the agent's going on would pass for a yes.
    await context.plan.record({ type: 'planRejected', workstream, by, message: '' });
    return refused(
      `${workstream} took the no but asks for no reason; tell it in its pane`,
    );
  }
  const text = plainText(message, MAX_PLAN_BYTES);
  const takes = (lines: readonly string[]) => fits(feedback, lines);
  const fitsEnter = (lines: readonly string[]) => takes(lines) || !findMenu(lines);
  const typed = await typeLine(context, { session, text, fits: takes, fitsEnter });
  if (typed.type === 'sent') return ok(null);
  await context.plan.record({ type: 'planRejected', workstream, by, message: '' });
  return refused(`${workstream} took the no but not the reason; tell it in its pane`);
}

function askingToGoOn(context: EngineContext, id: WorkstreamId): Result<Asking, Refusal> {
  return heldBack(context, id) ?? askingOf(context, id);
}

/** A no may bring its reason with it. */
type Choice = 'approve' | { readonly reject: string | undefined };

async function choose(
  context: EngineContext,
  asking: Asking,
  answer: Choice,
): Promise<Result<null, Refusal>> {
  return once(context, asking.id, () => press(context, asking, answer));
}

async function press(
  context: EngineContext,
  { id, session, plan, asks }: Asking,
  answer: Choice,
): Promise<Result<null, Refusal>> {
  const chosen = await chooseOption(context, {
    session,
    menuOn: (lines) => planMenu(asks, lines),
    label: answer === 'approve' ? plan.approve : plan.reject,
    text: answer === 'approve' ? undefined : answer.reject,
  });
  return chosen.ok ? chosen : refused(`${id}: ${chosen.failure.why}`);
}

function fits(pattern: RegExp, lines: readonly string[]): boolean {
  return lines.some((line) => pattern.test(line));
}
