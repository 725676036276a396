/** Which agent runs a workstream: the plan's, the user's or a shipped one. */
import { basename } from 'node:path';
import { fail, ok, type Result } from '../base/result.js';
import type { AgentChange, Workstream } from '../domain/plan.js';
import type { AgentSpec } from '../formats/agent-file.js';
import type { EngineContext } from './context.js';

export type ResolvedAgent = {
  readonly name: string;
  readonly spec: AgentSpec;
  readonly change: AgentChange;
};

export function agentOf(
  context: Pick<EngineContext, 'agents' | 'defaultAgent' | 'plan'>,
  workstream: Pick<Workstream, 'command' | 'agent'>,
): Result<ResolvedAgent, { readonly why: string }> {
  const [program] = workstream.command ?? [];
  if (program !== undefined) {
    const name = basename(program);
    return ok({ name, spec: unknownAgent(name), change: {} });
  }
  const name = workstream.agent ?? context.defaultAgent;
  const change = context.plan.state.plan.agents[name] ?? {};
  const spec =
    context.agents.get(name) ??
    (change.command === undefined ? undefined : unknownAgent(name));
  if (spec) return ok({ name, spec, change });
  const known = [...context.agents.keys()].join(', ');
  return fail({ why: `there is no agent "${name}"; known: ${known}` });
}

/** An agent that only the plan or the command line knows: started as it says, and nothing is read from its screen. */
function unknownAgent(name: string): AgentSpec {
  return {
    name,
    title: name,
    command: name,
    args: [],
    resume: undefined,
    env: {},
    planFile: undefined,
    titles: [],
    screens: [],
    plan: undefined,
    interrupt: undefined,
    hooks: undefined,
  };
}
