/** Whether a plan was worth working on side by side, looked at once, where it started. */
import type { ExecutionDecision } from '../../domain/outcome.js';
import type { Plan } from '../../domain/plan.js';
import { historyOf } from '../../git/history.js';
import { analyze } from '../../workflow/analysis/analyze.js';
import type { EngineContext } from '../context.js';
import { allMade } from '../plan-facts.js';

/** Foretelling the course of a larger plan would keep an engine from its agents. */
const MAX_WORKSTREAMS = 100;

export class Decisions {
  #last: { readonly plan: Plan; readonly decision: ExecutionDecision | null } | undefined;

  async of(context: EngineContext): Promise<ExecutionDecision | null> {
    const { plan } = context.plan.state;
    if (this.#last?.plan !== plan)
      this.#last = { plan, decision: await decisionOf(context, plan) };
    return this.#last.decision;
  }
}

async function decisionOf(
  { repo, plan: { state } }: EngineContext,
  plan: Plan,
): Promise<ExecutionDecision | null> {
  const { workstreams } = plan;
  if (workstreams.length === 0 || workstreams.length > MAX_WORKSTREAMS) return null;
  const start = allMade(state)[0]?.start ?? plan.base;
  const { recommended, why, overlap } = analyze(plan, await historyOf(repo, start));
  return {
    viable: recommended === 'parallel',
    why,
    files: overlap.files,
    overlapPercent: overlap.percent,
    domains: workstreams
      .filter(({ owns }) => owns.length > 0)
      .map(({ id, owns, name }) => ({ id, files: owns, task: name })),
  };
}
