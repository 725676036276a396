/**
 * Reads a plan file: text in, a checked `Plan` out, or every problem with its line.
 *
 * Nothing is created and nothing run here; what a plan brings to run (gates, agents) is
 * the caller's to ask consent for.
 */
import { fail, ok, type Result } from '../base/result.js';
import { workstreamId } from '../domain/ids.js';
import type { AgentChange, Escalation, Plan } from '../domain/plan.js';
import type { Milliseconds } from '../domain/time.js';
import { budgetOf } from './budget.js';
import { durationMs } from './duration.js';
import { environmentOf } from './environment-schema.js';
import { given } from './given.js';
import { knownKeys } from './known-keys.js';
import { planProblems } from './plan-checks.js';
import { planSchema, type PlanText, type WaveText } from './plan-schema.js';
import { membersOf, structured } from './plan-structure.js';
import type { Problem } from './problem.js';
import { gatesOf, ruleOf, scratchOf, waveOf } from './read-wave.js';
import { afterAll, workstreamOf } from './read-workstream.js';
import { schemaProblems } from './schema-problems.js';
import { structureFaults } from './structure-checks.js';
import { readYaml } from './yaml-source.js';

export type PlanContext = {
  /** The file's name, for messages only. */
  readonly file: string;
  /** The branch checked out, if one is: where branches start unless the plan says otherwise. */
  readonly defaultBase: string | undefined;
  /** The plan's name unless it has one. Default: `plan`. */
  readonly defaultName?: string;
  /** The most sessions on this machine, unless a plan says a number. Default: 8. */
  readonly autoSessions?: number;
};

/** An agent mostly waits for a model elsewhere; eight keep a small machine usable. */
const AUTO_SESSIONS = 8;

export const DEFAULT_WORKTREES = '../{repo}.worktrees/{id}';
export const DEFAULT_LAYOUT = 'tiled';

/** The plan that `text` holds, checked as a whole; or all that is wrong with it. */
export function readPlan(
  text: string,
  context: PlanContext,
): Result<Plan, readonly Problem[]> {
  const source = readYaml(text, context.file);
  if (!source.ok) return source;
  const read = planSchema.safeParse(source.value.value);
  if (!read.success) return fail(schemaProblems(read.error, source.value, knownKeys));

  const { problem } = source.value;
  const faults = structureFaults(read.data);
  if (faults.length > 0)
    return fail(faults.map(([path, message]) => problem(path, message)));
  const { base = context.defaultBase } = read.data;
  if (base === undefined) return fail([problem(['base'], NO_BRANCH)]);
  const plan = completed(read.data, { ...context, base });
  const problems = planProblems(plan, problem);
  return problems.length === 0 ? ok(plan) : fail(problems);
}

const NO_BRANCH =
  'no branch is checked out in the repository; check one out, or say here from which one ' +
  'branches start';

type Completing = PlanContext & { readonly base: string };

function completed(text: PlanText, context: Completing): Plan {
  const { base, autoSessions = AUTO_SESSIONS, defaultName = 'plan' } = context;
  const { maxSessions = 'auto' } = text;
  const ids = new Set(text.workstreams.map(({ id }) => id));
  const alone = text.workstreams.map(workstreamOf).map(afterAll);
  const { workstreams, phases, groups } = structured(text, alone);
  const members = membersOf(text);
  return {
    name: text.name ?? defaultName,
    base,
    worktrees: text.worktrees ?? DEFAULT_WORKTREES,
    maxSessions: sessionsOf(text, maxSessions === 'auto' ? autoSessions : maxSessions),
    layout: text.layout ?? DEFAULT_LAYOUT,
    agents: agentsOf(text),
    gates: gatesOf(text),
    scratch: scratchOf(text),
    workstreams,
    waves: (text.waves ?? []).map((wave) => waveOf(withoutGroups(wave), base, ids)),
    rules: (text.rules ?? []).map(ruleOf),
    escalations: (text.escalations ?? []).map(escalationOf),
    ...(text.snapshots === undefined ? {} : { snapshotMs: snapshotMs(text.snapshots) }),
    ...given({
      budget: text.budget && budgetOf(text.budget),
      constraints: text.constraints,
      success: text.success,
      execution: text.execution,
      compat: text.compat,
      phases: phases.length === 0 ? undefined : phases,
      groups: groups.length === 0 ? undefined : groups,
      environment: text.environment && environmentOf(text.environment),
      scales: text.maxSessions === 'auto' ? true : undefined,
    }),
  };

  function withoutGroups(wave: WaveText): WaveText {
    const all = wave.members.flatMap((id): readonly string[] => members.get(id) ?? [id]);
    return { ...wave, members: all };
  }
}

function sessionsOf({ execution }: PlanText, most: number): number {
  return execution === 'sequential' ? 1 : most;
}

function agentsOf({ agents = {} }: PlanText): Readonly<Record<string, AgentChange>> {
  return Object.fromEntries(
    Object.entries(agents).map(([name, { command, args, env }]) => [
      name,
      {
        ...(command === undefined ? {} : { command }),
        ...(args === undefined ? {} : { args }),
        ...(env === undefined ? {} : { env }),
      },
    ]),
  );
}

type EscalationText = NonNullable<PlanText['escalations']>[number];

function escalationOf({ workstream, when, after, then }: EscalationText): Escalation {
  return {
    workstream: workstream === undefined ? undefined : workstreamId(workstream),
    when: conditionOf(when),
    afterMs: durationMs(after),
    ...(then === 'hold' ? { hold: true } : {}),
    ...(then === 'notification' ? { notify: true } : {}),
  };
}

function snapshotMs(text: string): Milliseconds {
  return text === 'off' ? 0 : durationMs(text);
}

function conditionOf(text: string): Escalation['when'] {
  if (text === 'silent' || text === 'conflict') return { type: text };
  if (text === 'over estimate') return { type: 'overEstimate' };
  return { type: 'progressBelow', percent: Number(/\d+/.exec(text)?.[0]) };
}
