/**
 * A plan that a person changed before approving it. The agent is told to go by the changed
 * text; when it asks again with just that text, it is approved in the person's name.
 */
import { refused, usage } from '../protocol/refusal.js';
import type { Result } from '../base/result.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Refusal } from '../protocol/envelope.js';
import { approvePlan } from './answering.js';
import { sendBack } from './answering-plan.js';
import { planTextOf } from './asked.js';
import type { EngineContext } from './context.js';
import { answerByHook } from './hooks/answering.js';
import { factsOf } from './plan-facts.js';

/** It is typed on one line; a longer one belongs into a file that the agent can read. */
const MAX_CHARACTERS = 16_000;

/** Stands for the end of a line in what is typed. */
const LINE_END = ' ⏎ ';

type Edited = {
  readonly workstream: WorkstreamId;
  readonly revision: string;
  readonly text: string;
  readonly by: string;
};

export async function approveEdited(
  context: EngineContext,
  { workstream, revision, text, by }: Edited,
): Promise<Result<null, Refusal>> {
  if (text.trim() === '') return usage('the changed plan is empty; nothing was sent');
  if (text.length > MAX_CHARACTERS)
    return usage(`the changed plan is longer than ${MAX_CHARACTERS} characters`);
  const question = context.questions.first(workstream);
  if (question && question.kind !== 'plan')
    return refused(`${workstream} asks for leave; only a plan can be changed`);
  const live = await planTextOf(context, workstream);
  if (!live.ok) return live;
  if (live.value.revision !== revision)
    return refused(`${workstream} has changed its plan since; read it again`);
  const message = told(text);
  const sent = question
    ? await answerByHook(context, {
        id: workstream,
        question,
        revision,
        by,
        answer: { type: 'no', message },
      })
    : await sendBack(context, { workstream, message, by });
  if (sent.ok) await context.plan.record({ type: 'planEdited', workstream, by, text });
  return sent;
}

/** What is asked about now may be the very text that a person gave back. */
export async function approveIfEdited(
  context: EngineContext,
  id: WorkstreamId,
): Promise<void> {
  const edited = factsOf(context.plan.state, id)?.edited;
  if (!edited) return;
  const asked = await planTextOf(context, id);
  if (!asked.ok || words(asked.value.text) !== words(edited.text)) return;
  const { revision } = asked.value;
  await approvePlan(context, { workstream: id, revision, by: edited.by });
}

function told(text: string): string {
  const lines = text.trim().split(/\r\n|\r|\n/);
  return (
    'A person changed your plan and approves it as follows. Write it down in just these ' +
    `words, "${LINE_END.trim()}" standing for the end of a line, and ask again: ` +
    lines.map((line) => line.trimEnd()).join(LINE_END)
  );
}

/** Agents wrap and indent anew. */
function words(text: string): string {
  return text.split(/\s+/).filter(Boolean).join(' ');
}
