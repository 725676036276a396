/** Answers a permission in the menu that asks for it, by the label of the option. */
import { findMenu } from '../agents/menu.js';
import { questionOn, type Asks } from '../agents/menu-question.js';
import { plainText } from '../base/plain-text.js';
import { ok, type Result } from '../base/result.js';
import type { Answer } from '../agents/question.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { PermissionMenu } from '../formats/agent-file.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused } from '../protocol/refusal.js';
import { agentOf } from './agent-of.js';
import { heldBack, MAX_ASKED, once, revisionOf } from './answer-once.js';
import { chooseOption } from './choosing.js';
import type { EngineContext } from './context.js';
import type { MenuQuestion } from './menu-questions.js';
import { factsOf } from './plan-facts.js';
import type { Fact } from './plan-keeper.js';
import { typeLine } from './typing.js';

export type ByMenu = {
  readonly id: WorkstreamId;
  readonly question: MenuQuestion;
  readonly answer: Answer;
  /** Null: whatever it asks. */
  readonly revision: string | null;
  readonly by: string;
};

export async function answerByMenu(
  context: EngineContext,
  wish: ByMenu,
): Promise<Result<null, Refusal>> {
  const { id, question, answer, by } = wish;
  const hindrance = heldBack(context, id);
  if (hindrance) return hindrance;
  if (wish.revision !== null && wish.revision !== revisionOf(question.text))
    return refused(`${id} asks something else since; read it again`);
  const facts = factsOf(context.plan.state, id);
  const agent = facts && agentOf(context, facts.workstream);
  const asks = agent?.ok ? agent.value.spec : undefined;
  const session = facts?.session;
  if (!asks?.permission || session === undefined)
    return refused(`wtmux does not know how to answer this agent; use its pane`);
  const asking = { session, asks, permission: asks.permission, question };
  const chosen = await once(context, id, () => choose(context, asking, wish));
  if (!chosen.ok) return chosen;
  // Maybe it asks for the next already.
  const lines = context.screens.text(session)?.lines ?? [];
  context.menus.show(id, questionOn(asks, lines));
  await context.plan.record(permissionFact({ id, text: question.text, answer, by }));
  context.questions.recorded(id);
  return ok(null);
}

type Answered = Pick<ByMenu, 'id' | 'answer' | 'by'> & { readonly text: string };

export function permissionFact({
  id,
  text,
  answer,
  by,
}: Answered): Extract<Fact, { readonly type: 'permissionAnswered' }> {
  return {
    type: 'permissionAnswered',
    workstream: id,
    asked: askedInJournal(text),
    given: answer.type !== 'no',
    message: answer.type === 'no' ? answer.message : '',
    by,
    ...(answer.type === 'always' ? { always: true } : {}),
  };
}

export function askedInJournal(text: string): string {
  return plainText(text.replaceAll(/\s+/g, ' '), MAX_ASKED);
}

function labelFor(menu: PermissionMenu, { type }: Answer): RegExp | undefined {
  if (type === 'no') return menu.reject;
  return type === 'always' ? menu.always : menu.approve;
}

type Asking = {
  readonly session: SessionId;
  readonly asks: Asks;
  readonly permission: PermissionMenu;
  readonly question: MenuQuestion;
};

async function choose(
  context: EngineContext,
  { session, asks, permission, question }: Asking,
  { id, answer }: ByMenu,
): Promise<Result<null, Refusal>> {
  const { feedback } = permission;
  const label = labelFor(permission, answer);
  if (!label)
    return refused(`${id} offers nothing for its whole session; approve it once`);
  const tells = answer.type === 'no' && answer.message.trim() !== '';
  if (tells && !feedback)
    return refused(`${id} takes no reason with its no; tell it in its pane`);
  // Watched from before the key: its prompt may be there before we look.
  const isPrompting = (lines: readonly string[]) =>
    feedback !== undefined && lines.some((line) => feedback.test(line));
  const prompting =
    tells &&
    context.screens.shows(
      session,
      ({ lines }) => isPrompting(lines),
      context.limits.acceptMs,
    );
  const chosen = await chooseOption(context, {
    session,
    menuOn: (lines) => {
      const shown = questionOn(asks, lines);
      return shown?.text === question.shown.text ? shown.menu : undefined;
    },
    label,
  });
  if (!chosen.ok) return refused(`${id}: ${chosen.failure.why}`);
  if (!tells) return ok(null);
  if (!(await prompting))
    return refused(`${id} took the no but asks for no reason; tell it in its pane`);
  const typed = await typeLine(context, {
    session,
    text: answer.message,
    fits: isPrompting,
    fitsEnter: (lines) => isPrompting(lines) || !findMenu(lines),
  });
  return typed.type === 'sent'
    ? ok(null)
    : refused(`${id} took the no but not the reason; tell it in its pane`);
}
