/** Where the own changes of a workstream are found: what it builds upon is left out. */
import { ok, type Result } from '../base/result.js';
import type { WorkstreamId } from '../domain/ids.js';
import { ownStart } from '../git/history.js';
import { branchTip } from '../git/refs.js';
import type { Changes } from '../protocol/engine-answers.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused } from '../protocol/refusal.js';
import type { EngineContext } from './context.js';
import { factsOf } from './plan-facts.js';
import { builtUpon } from './reading.js';

/** Refused while it has no branch, and where nothing says from where on it is its own. */
export async function changesOf(
  context: EngineContext,
  id: WorkstreamId,
): Promise<Result<Changes, Refusal>> {
  const { repo, plan } = context;
  const made = factsOf(plan.state, id)?.made;
  const tip = made && (await branchTip(repo, made.branch));
  if (!made || !tip) return refused(`${id} has no branch yet, so it has changed nothing`);
  const others = [made.start, plan.state.plan.base, ...builtUpon(context, id)];
  const from = await ownStart(repo, tip, others);
  if (!from) return refused(`the branch of ${id} shares no commit with its base`);
  return ok({ folder: made.path, from });
}
