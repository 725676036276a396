/** A plan whose `execution` is `auto`, as its files and its history recommend it. */
import type { Plan } from '../domain/plan.js';
import { historyOf } from '../git/history.js';
import { analyze } from '../workflow/analysis/analyze.js';
import type { EngineContext } from './context.js';

export type Recommended = {
  readonly plan: Plan;
  /** What was decided, in words; undefined for a plan that leaves nothing to decide. */
  readonly notice: string | undefined;
};

export async function recommended(
  { repo }: Pick<EngineContext, 'repo'>,
  plan: Plan,
): Promise<Recommended> {
  if (plan.execution !== 'auto') return { plan, notice: undefined };
  const analysis = analyze(plan, await historyOf(repo, plan.base));
  const maxSessions = Math.min(plan.maxSessions, analysis.sessions);
  return {
    plan: { ...plan, maxSessions },
    notice: `${plan.name}: ${analysis.recommended}, ${maxSessions} at a time (${analysis.why})`,
  };
}
