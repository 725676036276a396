/** Gives workstreams that have yet to start another place among those. */
import { ok, type Result } from '../base/result.js';
import type { EngineRequest } from '../protocol/engine.js';
import type { EngineAnswers } from '../protocol/engine-answers.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import { waitingIn } from '../workflow/turns.js';
import type { EngineContext } from './context.js';

type Prioritise = Extract<EngineRequest, { readonly type: 'prioritise' }>;

/** The place may be further back than asked for, where it waits for others. */
export async function prioritise(
  { plan }: Pick<EngineContext, 'plan'>,
  { workstream, place, by }: Prioritise,
): Promise<Result<EngineAnswers['prioritise'], Refusal>> {
  const index = plan.state.graph.workstreams.get(workstream);
  if (index === undefined)
    return usage(`there is no workstream "${workstream}"; \`wtmux status\` lists them`);
  const waiting = waitingIn(plan.state);
  if (!waiting.includes(index)) return refused(`${workstream} has started already`);
  const wished = place === 'last' ? waiting.length : Math.min(place, waiting.length);
  await plan.record({ type: 'prioritised', workstream, place: wished, by });
  const after = waitingIn(plan.state);
  return ok({ place: after.indexOf(index) + 1, of: after.length });
}
