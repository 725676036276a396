/** Ends the host with all of its sessions, and then the engine. The plan stays, parked. */
import { ok, type Result } from '../base/result.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused } from '../protocol/refusal.js';
import type { EngineContext } from './context.js';
import { waveOf } from '../workflow/plan-state.js';
import { isMerging } from '../workflow/wave.js';
import { workstreamOf } from './plan-facts.js';

export type Down = {
  readonly force: boolean;
  /** Nor is it to go down where it has something to do, or others are there. */
  readonly unlessUsed?: boolean;
  readonly others: boolean;
  readonly ended: () => void;
};

/** Refused, with everything as it was, while programs run and nothing was forced. */
export async function goDown(
  context: EngineContext,
  { force, unlessUsed = false, others, ended }: Down,
): Promise<Result<null, Refusal>> {
  if (unlessUsed && (others || hasWork(context)))
    return refused('somebody else uses it meanwhile');
  const running = [...runningNames(context), ...mergesUnderWay(context)];
  if (running.length > 0 && !force)
    return refused(
      `${running.length} still running: ${running.join(', ')}; ` +
        '`wtmux down --force` ends them (their worktrees stay)',
    );
  await context.plan.record({ type: 'parked' });
  await context.host.ask({ type: 'unguard' });
  const shutdown = await context.host.shutdown(force);
  if (!shutdown.ok && shutdown.failure.kind === 'refused') {
    await context.host.guard();
    await context.plan.record({ type: 'resumed' });
    return shutdown;
  }
  await context.ports.giveBack();
  // After the answer is on its way.
  setImmediate(ended);
  return ok(null);
}

function hasWork({ plan, sessions }: EngineContext): boolean {
  return plan.state.plan.workstreams.length + sessions.size > 0;
}

/** They go on when an engine is back, but their gates would run on unseen until then. */
function mergesUnderWay({ plan }: EngineContext): readonly string[] {
  return plan.state.plan.waves.flatMap(({ id }) => {
    const wave = waveOf(plan.state, id);
    return wave && isMerging(wave.life) ? [`the merge of ${id}`] : [];
  });
}

function runningNames({ sessions, plan }: EngineContext): readonly string[] {
  return [...sessions.values()]
    .filter(({ status }) => status.type === 'running')
    .map(({ id }) => workstreamOf(plan.state, id) ?? id);
}
