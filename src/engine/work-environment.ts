/** What the programs of a workstream are told of it: its agent, its gates, its set-up. */
import type { EngineContext } from './context.js';
import type { WorkstreamFacts } from './plan-facts.js';

export function workEnvironment(
  { plan, repo }: Pick<EngineContext, 'plan' | 'repo'>,
  { workstream, made, ports }: WorkstreamFacts,
): Readonly<Record<string, string>> {
  const { name, base } = plan.state.plan;
  return {
    WTMUX_WORKSTREAM: workstream.id,
    WTMUX_WORKTREE: made.path,
    WTMUX_BRANCH: made.branch,
    WTMUX_REPOSITORY: repo.root,
    ...(name === '' ? {} : { WTMUX_PLAN: name, WTMUX_BASE: base }),
    ...(ports && {
      WTMUX_PORT: String(ports.first),
      WTMUX_PORT_COUNT: String(ports.count),
    }),
  };
}
