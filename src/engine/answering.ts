/** Answers what an agent asks: by its hook, else in the menu that it shows. */
import { chosen } from '../agents/choices.js';
import type { Answer, Question } from '../agents/question.js';
import type { Result } from '../base/result.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import { answerByMenu } from './answering-menu.js';
import {
  approveInMenu,
  sendBack,
  type Approval,
  type Rejection,
} from './answering-plan.js';
import { untilItAsks } from './asked.js';
import type { EngineContext } from './context.js';
import { answerByHook } from './hooks/answering.js';

type Approving = Approval & {
  /** A permission: for the whole session of its agent. */
  readonly always?: boolean;
};

export async function approvePlan(
  context: EngineContext,
  { workstream: id, revision, by, always = false }: Approving,
): Promise<Result<null, Refusal>> {
  await untilItAsks(context, id);
  const answer: Answer = { type: always ? 'always' : 'yes' };
  const question = context.questions.first(id);
  const hindrance = question && hindranceTo(id, question, always);
  if (hindrance) return hindrance;
  if (question) return answerByHook(context, { id, question, revision, by, answer });
  const menu = context.menus.first(id);
  if (menu) return answerByMenu(context, { id, question: menu, revision, by, answer });
  if (always) return refused(`${id} asks for no permission`);
  return approveInMenu(context, { workstream: id, revision, by });
}

function hindranceTo(
  id: WorkstreamId,
  { kind, always }: Question,
  forSession: boolean,
): Result<never, Refusal> | undefined {
  if (kind === 'question')
    return refused(`${id} asks a question; \`wtmux answer ${id} ...\` answers it`);
  return forSession && always === undefined
    ? refused(`${id} offers nothing for its whole session; approve it once`)
    : undefined;
}

type Choosing = {
  readonly workstream: WorkstreamId;
  readonly answers: readonly string[];
  readonly by: string;
};

/** Answers a question that brings its answers. */
export async function answerQuestion(
  context: EngineContext,
  { workstream: id, answers, by }: Choosing,
): Promise<Result<null, Refusal>> {
  await untilItAsks(context, id);
  const question = context.questions.first(id);
  if (question?.kind !== 'question') return refused(`${id} asks no such question`);
  const wanted = chosen(question.choices, answers);
  if (!wanted.ok) return usage(`${id}: ${wanted.failure.why}`);
  const answer = { type: 'chosen', answers: wanted.value } as const;
  return answerByHook(context, { id, question, revision: null, by, answer });
}

export async function rejectPlan(
  context: EngineContext,
  rejection: Rejection,
): Promise<Result<null, Refusal>> {
  const { workstream: id, by, message } = rejection;
  await untilItAsks(context, id);
  const no = { id, revision: null, by, answer: { type: 'no', message } } as const;
  const question = context.questions.first(id);
  if (question) return answerByHook(context, { ...no, question });
  const menu = context.menus.first(id);
  if (menu) return answerByMenu(context, { ...no, question: menu });
  const sent = await sendBack(context, rejection);
  if (sent.ok)
    await context.plan.record({ type: 'planRejected', workstream: id, by, message });
  return sent;
}
