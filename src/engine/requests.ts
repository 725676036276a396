/** Each request that reaches the engine, and the part of the engine that answers it. */
import { unreachable } from '../base/assert.js';
import { ok, type Result } from '../base/result.js';
import type { EngineRequest } from '../protocol/engine.js';
import type { Refusal } from '../protocol/envelope.js';
import { notesOf } from '../workflow/notes.js';
import { reportOf } from '../workflow/report/report.js';
import { approveEdited } from './edited-plan.js';
import { answerQuestion, approvePlan, rejectPlan } from './answering.js';
import { planTextOf } from './asked.js';
import { changesOf } from './changes.js';
import { askForCheck, overrideGate } from './checks.js';
import { clean, restoreFromTrash } from './cleaning-up.js';
import type { EngineContext } from './context.js';
import { acknowledge } from './escalating.js';
import { explain } from './explaining.js';
import type { HostWatch } from './host-watch.js';
import type { Foreseeing } from './foreseeing.js';
import { agentsAtHand, handOverTo } from './handing-over.js';
import { pause, resume } from './holding.js';
import { review } from './memory/reviewing.js';
import { newWorkstream } from './new-workstream.js';
import { prioritise } from './prioritising.js';
import { withdrawNote, writeNote } from './notes/writing.js';
import { promptAnswer } from './prompt.js';
import { sendText } from './sending.js';
import { restart, stop } from './stopping.js';
import { trashEntries } from './trash/trash.js';
import { up } from './up.js';
import type { Waves } from './waves.js';

export type Answering = {
  readonly context: EngineContext;
  readonly waves: Waves;
  readonly foreseeing: Foreseeing;
  readonly watch: HostWatch;
  readonly down: (
    how: Extract<EngineRequest, { readonly type: 'down' }>,
  ) => Promise<Result<null, Refusal>>;
};

export async function answer(
  { context, waves, foreseeing, watch, down }: Answering,
  request: EngineRequest,
): Promise<Result<unknown, Refusal>> {
  switch (request.type) {
    case 'status':
      return ok(context.status());
    case 'report':
      return ok(reportOf(context.plan.past, context.now()));
    case 'up':
      return context.making.run(() => up(context, request));
    case 'new':
      return context.making.run(() => newWorkstream(context, request));
    case 'planText':
      return planTextOf(context, request.workstream);
    case 'prompt':
      return promptAnswer(context, request.workstream);
    case 'approve':
      return approvePlan(context, request);
    case 'answer':
      return answerQuestion(context, request);
    case 'approveEdited':
      return approveEdited(context, request);
    case 'reject':
      return rejectPlan(context, request);
    case 'send':
      return sendText(context, request);
    case 'stop':
      return stop(context, request.workstream);
    case 'restart':
      return restart(context, request);
    case 'agents':
      return ok(agentsAtHand(context));
    case 'handOver':
      return handOverTo(context, request);
    case 'check':
      return askForCheck(context, request);
    case 'override':
      return overrideGate(context, request);
    case 'pause':
      return pause(context, request);
    case 'resume':
      return resume(context, request);
    case 'prioritise':
      return prioritise(context, request);
    case 'acknowledge':
      return acknowledge(context, request);
    case 'note':
      return writeNote(context, request);
    case 'withdraw':
      return withdrawNote(context, request);
    case 'notes':
      return ok(notesOf(context.plan.state));
    case 'memories':
      return ok(context.plan.state.memories);
    case 'review':
      return context.reviewing.run(() => review(context, request));
    case 'explain':
      return explain(context, watch, request.workstream);
    case 'changes':
      return changesOf(context, request.workstream);
    case 'conflicts':
      return foreseeing.foresee(request);
    case 'preview':
      return waves.preview(request);
    case 'merge':
      return waves.merge(request);
    case 'decide':
      return waves.decide(request);
    case 'rollback':
      return waves.rollback(request);
    case 'redo':
      return waves.redo(request);
    case 'clean':
      return context.making.run(() => clean(context, request));
    case 'trash':
      return ok(await trashEntries(context));
    case 'restore':
      return context.making.run(() => restoreFromTrash(context, request.entry));
    case 'down':
      return down(request);
    default:
      return unreachable(request);
  }
}
