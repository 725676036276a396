import { startConflictAgent } from './conflict-agent.js';
import type { EngineContext } from './context.js';
import type { MergeContext } from './merge/request.js';

/** What merges need of the engine. */
export function mergeContextOf(context: EngineContext): MergeContext {
  const { repo, paths, env, now, consent } = context;
  return {
    repo,
    paths,
    env,
    now,
    agreed: (lines) => consent.covers(lines),
    give: (conflict) => startConflictAgent(context, conflict),
  };
}
