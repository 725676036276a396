/**
 * Answers an agent on its hook that waits. The agent may not take it, because a person was
 * quicker in its pane or because it takes no such answer: that it goes on is the proof.
 */
import { agentState } from '../../agents/agent-state.js';
import { findMenu } from '../../agents/menu.js';
import type { Answer, Question } from '../../agents/question.js';
import { ok, type Result } from '../../base/result.js';
import type { WorkstreamId } from '../../domain/ids.js';
import type { Refusal } from '../../protocol/envelope.js';
import { refused } from '../../protocol/refusal.js';
import { agentOf } from '../agent-of.js';
import { heldBack, once, revisionOf } from '../answer-once.js';
import { answerByMenu, askedInJournal, permissionFact } from '../answering-menu.js';
import type { EngineContext } from '../context.js';
import { factsOf } from '../plan-facts.js';
import type { Fact } from '../plan-keeper.js';

export type ByHook = {
  readonly answer: Answer;
  readonly id: WorkstreamId;
  readonly question: Question;
  /** Null: whatever it asks. */
  readonly revision: string | null;
  readonly by: string;
  /** A permission that nobody sees given, for a rule does. */
  readonly beforehand?: true;
};

export async function answerByHook(
  context: EngineContext,
  wish: ByHook,
): Promise<Result<null, Refusal>> {
  const { id, question } = wish;
  const hindrance = heldBack(context, id);
  if (hindrance) return hindrance;
  const asked = revisionOf(question.text);
  if (wish.revision !== null && wish.revision !== asked)
    return refused(`${id} asks something else since; read it again`);
  const taken = await once(context, id, () => takeOnRecord(context, wish));
  if (!taken.ok) return taken;
  if (taken.value === 'unheard') return answerUnheard(context, wish);
  await context.plan.record(answerFact(wish, asked));
  context.questions.recorded(id);
  return ok(null);
}

/** What was said to it once is on record, for whatever it does by that. */
async function answerUnheard(
  context: EngineContext,
  wish: ByHook,
): Promise<Result<null, Refusal>> {
  const { id, question, answer, by } = wish;
  const inDialog = await answerItsDialog(context, wish);
  if (inDialog.ok || question.kind !== 'permission' || answer.type === 'no')
    return inDialog;
  const given = permissionFact({ id, text: question.text, answer, by });
  await context.plan.record({ ...given, unproven: true });
  return inDialog;
}

/** Some dialogs hear no hook: Claude Code's about files that it holds for its settings. */
async function answerItsDialog(
  context: EngineContext,
  { id, question, answer, by }: ByHook,
): Promise<Result<null, Refusal>> {
  const menu = question.kind === 'permission' ? context.menus.first(id) : undefined;
  // What another hook asks has a dialog that may look the same.
  if (!menu || context.questions.first(id))
    return refused(`${id} did not take the answer; answer it in its pane`);
  const asked = { ...menu, text: question.text };
  return answerByMenu(context, { id, question: asked, answer, revision: null, by });
}

/** What becomes of it in the journal. */
function answerFact({ id, question, answer, by }: ByHook, revision: string): Fact {
  if (answer.type === 'chosen')
    return { type: 'questionAnswered', workstream: id, answers: answer.answers, by };
  if (question.kind !== 'plan')
    return permissionFact({ id, text: question.text, answer, by });
  return answer.type === 'no'
    ? { type: 'planRejected', workstream: id, by, message: answer.message }
    : { type: 'planApproved', workstream: id, revision, by };
}

/** Whenever the engine ends from here on, the use of a rule is known. */
async function takeOnRecord(
  context: EngineContext,
  wish: ByHook,
): Promise<Result<'taken' | 'unheard', Refusal>> {
  if (!wish.beforehand) return take(context, wish);
  const { id: workstream, question, by } = wish;
  const asked = askedInJournal(question.text);
  await context.plan.record({ type: 'permissionGiving', workstream, asked, by });
  const taken = await take(context, wish);
  if (!taken.ok) await context.plan.record({ type: 'permissionNotGiven', workstream });
  return taken;
}

async function take(
  context: EngineContext,
  { id, question, answer }: ByHook,
): Promise<Result<'taken' | 'unheard', Refusal>> {
  const session = factsOf(context.plan.state, id)?.session;
  const shown = session && context.screens.text(session);
  const dialog = shown && findMenu(shown.lines)?.fingerprint;
  const inMenu = question.kind === 'permission' && context.menus.first(id) !== undefined;
  const isAside = question.subagent !== '' && dialog === undefined;
  const { heardMs, acceptMs } = context.limits;
  const limit = inMenu || isAside ? heardMs : acceptMs;
  const gone =
    session !== undefined && dialog !== undefined
      ? context.screens.shows(
          session,
          ({ lines }) => findMenu(lines)?.fingerprint !== dialog,
          limit,
        )
      : after(limit);
  const answered = context.questions.answer(id, question, answer);
  if (!answered || !(await answered.reached))
    return refused(`${id} was answered in its pane meanwhile`);
  const proved = await Promise.race([gone, answered.settled.then(() => true)]);
  return ok(proved || isAside || goesOn(context, id) ? 'taken' : 'unheard');
}

/** Whether its screen shows it at work or at rest, and asking nothing, long after it asked. */
function goesOn(context: EngineContext, id: WorkstreamId): boolean {
  const facts = factsOf(context.plan.state, id);
  const agent = facts && agentOf(context, facts.workstream);
  const shown = facts?.session && context.screens.text(facts.session);
  if (!agent?.ok || !shown || findMenu(shown.lines)) return false;
  return ['busy', 'idle'].includes(agentState(agent.value.spec, shown).doing);
}

function after(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, ms, false).unref());
}
