/**
 * Reads a plan file: text in, a checked `Plan` out, or every problem with its line.
 *
 * Nothing is created and nothing run here; what a plan brings to run (gates, agents) is
 * the caller's to ask consent for.
 */
import { fail, ok, type Result } from '../base/result.js';
import { waveId, workstreamId } from '../domain/ids.js';
import type {
  AgentChange,
  Escalation,
  Gate,
  Member,
  Plan,
  Precondition,
  Resolution,
  Scratch,
  Wave,
  Workstream,
} from '../domain/plan.js';
import { durationMs } from './duration.js';
import { planProblems } from './plan-checks.js';
import {
  agentShape,
  escalationShape,
  gateShape,
  measureShape,
  planSchema,
  planShape,
  ruleShape,
  scratchShape,
  waveGateShape,
  waveShape,
  workstreamShape,
  type PlanText,
  type WaveText,
  type WorkstreamText,
} from './plan-schema.js';
import type { Problem } from './problem.js';
import { schemaProblems } from './schema-problems.js';
import { slug } from './slug.js';
import { readYaml } from './yaml-source.js';

export type PlanContext = {
  /** The file's name, for messages only. */
  readonly file: string;
  /** The branch checked out: where branches start unless the plan says otherwise. */
  readonly defaultBase: string;
  /** The plan's name unless it has one. Default: `plan`. */
  readonly defaultName?: string;
  /** What `maxSessions: auto` means on this machine. Default: 8. */
  readonly autoSessions?: number;
};

/** An agent mostly waits for a model elsewhere; eight keep a small machine usable. */
const AUTO_SESSIONS = 8;

/** A gate that hangs would hold up its wave for ever; most test runs end well before. */
const GATE_TIMEOUT = '10m';

export const DEFAULT_WORKTREES = '../{repo}.worktrees/{id}';
export const DEFAULT_LAYOUT = 'tiled';

const knownKeys = {
  '': Object.keys(planShape),
  'agents.*': Object.keys(agentShape),
  'gates.*': Object.keys(gateShape),
  'gates.*.measure': Object.keys(measureShape),
  'workstreams.*': Object.keys(workstreamShape),
  scratch: Object.keys(scratchShape),
  'waves.*': Object.keys(waveShape),
  'waves.*.gates.*': Object.keys(waveGateShape),
  'rules.*': Object.keys(ruleShape),
  'escalations.*': Object.keys(escalationShape),
};

/** The plan that `text` holds, checked as a whole; or all that is wrong with it. */
export function readPlan(
  text: string,
  context: PlanContext,
): Result<Plan, readonly Problem[]> {
  const source = readYaml(text, context.file);
  if (!source.ok) return source;
  const read = planSchema.safeParse(source.value.value);
  if (!read.success) return fail(schemaProblems(read.error, source.value, knownKeys));

  const plan = completed(read.data, context);
  const problems = planProblems(plan, source.value.problem);
  return problems.length === 0 ? ok(plan) : fail(problems);
}

/** The branch of a workstream that names none. */
export function defaultBranch(name: string): string {
  return `workstream/${slug(name) || 'work'}`;
}

function completed(text: PlanText, context: PlanContext): Plan {
  const { autoSessions = AUTO_SESSIONS, defaultName = 'plan' } = context;
  const { base = context.defaultBase, maxSessions = 'auto' } = text;
  const ids = new Set(text.workstreams.map(({ id }) => id));
  return {
    name: text.name ?? defaultName,
    base,
    worktrees: text.worktrees ?? DEFAULT_WORKTREES,
    maxSessions: sessionsOf(text, maxSessions === 'auto' ? autoSessions : maxSessions),
    layout: text.layout ?? DEFAULT_LAYOUT,
    agents: agentsOf(text),
    gates: gatesOf(text),
    scratch: scratchOf(text),
    workstreams: text.workstreams.map(workstreamOf),
    waves: (text.waves ?? []).map((wave) => waveOf(wave, base, ids)),
    rules: (text.rules ?? []).map(({ path, resolve, consult = [] }) => ({
      path,
      resolve: resolutionOf(resolve),
      consult: consult.map(workstreamId),
    })),
    escalations: (text.escalations ?? []).map(({ workstream, when, after }) => ({
      workstream: workstream === undefined ? undefined : workstreamId(workstream),
      when: conditionOf(when),
      afterMs: durationMs(after),
    })),
    ...given({
      constraints: text.constraints,
      success: text.success,
      execution: text.execution,
    }),
  };
}

function sessionsOf({ execution }: PlanText, most: number): number {
  return execution === 'sequential' ? 1 : most;
}

type Given<Fields> = {
  readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
};

/** Without what is left out: a plan that says nothing of it is the same as before. */
function given<Fields extends object>(fields: Fields): Given<Fields> {
  const entries: readonly (readonly unknown[])[] = Object.entries(fields).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(entries);
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

function gatesOf({ gates = {} }: PlanText): Readonly<Record<string, Gate>> {
  return Object.fromEntries(
    Object.entries(gates).map(([name, gate]) => [
      name,
      {
        name,
        run: gate.run,
        timeoutMs: durationMs(gate.timeout ?? GATE_TIMEOUT),
        retries: gate.retries,
        measure: gate.measure,
      },
    ]),
  );
}

function scratchOf({ scratch = {} }: PlanText): Scratch {
  const { setup, timeout = GATE_TIMEOUT, copy = [] } = scratch;
  return { setup, timeoutMs: durationMs(timeout), copy };
}

function workstreamOf(text: WorkstreamText): Workstream {
  const { id, name = id, dependsOn = [] } = text;
  return {
    id: workstreamId(id),
    name,
    branch: text.branch ?? defaultBranch(slug(name) === '' ? id : name),
    agent: text.agent,
    command: undefined,
    role: text.role ?? '',
    prompt: text.prompt ?? '',
    estimateMs: text.estimate === undefined ? undefined : durationMs(text.estimate),
    priority: text.priority ?? 'medium',
    dependsOn: dependsOn.map((dependency) =>
      typeof dependency === 'string'
        ? { id: workstreamId(dependency), soft: false }
        : { id: workstreamId(dependency.id), soft: dependency.soft ?? false },
    ),
    owns: text.owns ?? [],
    approval: text.approval ?? 'plan',
    gates: text.gates ?? [],
    ...given({
      avoids: text.avoids,
      preconditions: text.preconditions?.map(preconditionOf),
      success: text.success,
      signal: text.signal,
      day: text.day,
    }),
  };
}

type PreconditionText = NonNullable<WorkstreamText['preconditions']>[number];

function preconditionOf(text: PreconditionText): Precondition {
  if (typeof text === 'string') return { type: 'said', text };
  if ('signal' in text) return { type: 'signal', file: text.signal };
  if ('file' in text) return { type: 'file', path: text.file };
  return { type: 'landed', branch: text.landed };
}

function waveOf(text: WaveText, base: string, workstreams: ReadonlySet<string>): Wave {
  return {
    id: waveId(text.id),
    members: text.members.map((id): Member =>
      workstreams.has(id)
        ? { type: 'workstream', id: workstreamId(id) }
        : { type: 'wave', id: waveId(id) },
    ),
    target: text.target ?? `integration/${text.id}`,
    from: text.from ?? base,
    gates: (text.gates ?? []).map((gate) =>
      typeof gate === 'string' ? { name: gate, min: undefined } : gate,
    ),
    onRed: text.onRed ?? 'ask',
    approval: text.approval ?? 'ask',
    ...given({ checks: text.checks, day: text.day }),
  };
}

function resolutionOf(text: string): Resolution {
  if (isPlain(text)) return { type: text };
  if (text.startsWith('driver:'))
    return { type: 'driver', command: text.slice('driver:'.length).trim() };
  return { type: 'owner', workstream: workstreamId(text.slice('owner:'.length)) };
}

const PLAIN = ['ours', 'theirs', 'union', 'mergiraf', 'manual'] as const;

function isPlain(text: string): text is (typeof PLAIN)[number] {
  return PLAIN.some((plain) => plain === text);
}

function conditionOf(text: string): Escalation['when'] {
  if (text === 'silent' || text === 'conflict') return { type: text };
  if (text === 'over estimate') return { type: 'overEstimate' };
  return { type: 'progressBelow', percent: Number(/\d+/.exec(text)?.[0]) };
}
