/**
 * Answers an agent that waits for its plan: by the label in its live menu, read just
 * before the keys are sent and looked at again after. No key is sent to a menu that is
 * not on the screen.
 */
import { chosen } from '../agents/choices.js';
import { findMenu, type Menu } from '../agents/menu.js';
import { isPromptEmpty } from '../agents/prompt-line.js';
import type { Question } from '../agents/question.js';
import { plainText } from '../base/plain-text.js';
import { ok, type Result } from '../base/result.js';
import { readInside } from '../config/text-file.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { PlanAnswer } from '../formats/agent-file.js';
import type { PlanText } from '../protocol/engine.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import { agentOf } from './agent-of.js';
import { ACCEPT_MS, heldBack, once, revisionOf } from './answer-once.js';
import { chooseOption } from './choosing.js';
import { answerByMenu } from './answering-menu.js';
import type { EngineContext } from './context.js';
import { answerByHook } from './hooks/answering.js';
import type { MenuQuestion } from './menu-questions.js';
import { factsOf } from './plan-facts.js';
import { typeLine } from './typing.js';

/** A plan longer than this is not read by a person either. */
const MAX_PLAN_BYTES = 256 * 1024;

/** What its agent asks: by its hook or in a menu, else the plan as its file or its screen has it. */
export async function planTextOf(
  context: EngineContext,
  id: WorkstreamId,
): Promise<Result<PlanText, Refusal>> {
  const question = context.questions.first(id);
  const menu = context.menus.first(id);
  const asked = question ?? menu;
  const asking = asked ? ok(undefined) : askingOf(context, id);
  if (!asking.ok) return asking;
  const text = asked?.text ?? (await planOf(context, id));
  const always = question ? question.always : menu && alwaysIn(context, id, menu);
  const given = always === undefined ? {} : { always };
  return ok({ workstream: id, text, revision: revisionOf(text), ...given });
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

type Answer = {
  readonly workstream: WorkstreamId;
  /** Null: whichever plan is live. */
  readonly revision: string | null;
  readonly by: string;
  /** A permission: for the whole session of its agent. */
  readonly always?: boolean;
};

export async function approvePlan(
  context: EngineContext,
  { workstream: id, revision, by, always = false }: Answer,
): Promise<Result<null, Refusal>> {
  const answer = { type: always ? 'always' : 'yes' } as const;
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
  const question = context.questions.first(id);
  if (question?.kind !== 'question') return refused(`${id} asks no such question`);
  const wanted = chosen(question.choices, answers);
  if (!wanted.ok) return usage(`${id}: ${wanted.failure.why}`);
  const answer = { type: 'chosen', answers: wanted.value } as const;
  return answerByHook(context, { id, question, revision: null, by, answer });
}

async function approveInMenu(
  context: EngineContext,
  { workstream, revision, by }: Answer,
): Promise<Result<null, Refusal>> {
  const asked = askingToGoOn(context, workstream);
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
  rejection: Rejection,
): Promise<Result<null, Refusal>> {
  const { workstream, by, message } = rejection;
  const question = context.questions.first(workstream);
  if (question)
    return answerByHook(context, {
      id: workstream,
      question,
      revision: null,
      by,
      answer: { type: 'no', message },
    });
  const menu = context.menus.first(workstream);
  if (menu)
    return answerByMenu(context, {
      id: workstream,
      question: menu,
      revision: null,
      by,
      answer: { type: 'no', message },
    });
  const sent = await sendBack(context, rejection);
  if (sent.ok)
    await context.plan.record({ type: 'planRejected', workstream, by, message });
  return sent;
}

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
    ACCEPT_MS,
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
  await typeLine(context, session, plainText(message, MAX_PLAN_BYTES));
  return ok(null);
}

/**
 * Types a line into an agent. Never into a menu, where Enter would choose, nor behind what a
 * person has begun to type.
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
  if (findMenu(captured.value))
    return refused(`${id} shows a menu; answer it in its pane`);
  const agent = agentOf(context, facts.workstream);
  const hasPrompt = agent.ok && agent.value.spec.screens.length > 0;
  if (hasPrompt && !isPromptEmpty(captured.value))
    return refused(
      `something is typed at the prompt of ${id} already; send or clear it in its pane`,
    );
  await typeLine(context, session, text);
  return ok(null);
}

/** The text of the plan that a workstream's agent waits on; empty when it cannot be read. */
export async function planOf(context: EngineContext, id: WorkstreamId): Promise<string> {
  const facts = factsOf(context.plan.state, id);
  if (!facts) return '';
  const question = context.questions.first(id);
  if (question?.kind === 'plan') return question.text;
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
    return refused(`${id} has nothing that waits for approval`);
  const agent = agentOf(context, facts.workstream);
  const plan = agent.ok ? agent.value.spec.plan : undefined;
  if (!plan) return refused(`wtmux does not know how to answer this agent; use its pane`);
  return ok({ id, session, plan });
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
  { id, session, plan }: Asking,
  answer: Choice,
): Promise<Result<null, Refusal>> {
  const chosen = await chooseOption(context, {
    session,
    menuOn: (lines) => planMenu(plan, lines),
    label: answer === 'approve' ? plan.approve : plan.reject,
    text: answer === 'approve' ? undefined : answer.reject,
  });
  return chosen.ok ? chosen : refused(`${id}: ${chosen.failure.why}`);
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
