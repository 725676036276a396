/**
 * Reads a plan file: text in, a checked `Plan` out, or every problem with its line.
 *
 * Nothing is created and nothing run here; what a plan brings to run (gates, agents) is
 * the caller's to ask consent for.
 */
import { fail, ok, type Result } from '../base/result.js';
import { waveId, workstreamId } from '../domain/ids.js';
import {
  isVerifier,
  type AgentChange,
  type Escalation,
  type Gate,
  type Member,
  type Plan,
  type Precondition,
  type Resolution,
  type Scratch,
  type Wave,
  type Workstream,
} from '../domain/plan.js';
import { budgetOf, budgetShape } from './budget.js';
import { durationMs } from './duration.js';
import { environmentOf, environmentShape, portsShape } from './environment-schema.js';
import { planProblems } from './plan-checks.js';
import {
  agentShape,
  escalationShape,
  gateShape,
  groupShape,
  measureShape,
  phaseShape,
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
import { membersOf, structured } from './plan-structure.js';
import type { Problem } from './problem.js';
import { schemaProblems } from './schema-problems.js';
import { slug } from './slug.js';
import { structureFaults } from './structure-checks.js';
import { readYaml } from './yaml-source.js';

export type PlanContext = {
  /** The file's name, for messages only. */
  readonly file: string;
  /** The branch checked out: where branches start unless the plan says otherwise. */
  readonly defaultBase: string;
  /** The plan's name unless it has one. Default: `plan`. */
  readonly defaultName?: string;
  /** The most sessions on this machine, unless a plan says a number. Default: 8. */
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
  'workstreams.*.budget': Object.keys(budgetShape),
  budget: Object.keys(budgetShape),
  scratch: Object.keys(scratchShape),
  environment: Object.keys(environmentShape),
  'environment.ports': Object.keys(portsShape),
  'waves.*': Object.keys(waveShape),
  'waves.*.gates.*': Object.keys(waveGateShape),
  'phases.*': Object.keys(phaseShape),
  'groups.*': Object.keys(groupShape),
  'groups.*.phases.*': Object.keys(phaseShape),
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

  const { problem } = source.value;
  const faults = structureFaults(read.data);
  if (faults.length > 0)
    return fail(faults.map(([path, message]) => problem(path, message)));
  const plan = completed(read.data, context);
  const problems = planProblems(plan, problem);
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
    rules: (text.rules ?? []).map(({ path, resolve, consult = [] }) => ({
      path,
      resolve: resolutionOf(resolve),
      consult: consult.map(workstreamId),
    })),
    escalations: (text.escalations ?? []).map(escalationOf),
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
      budget: text.budget && budgetOf(text.budget),
    }),
  };
}

/** A verifier that names nothing it waits for is the last: it waits for all the others. */
function afterAll(
  workstream: Workstream,
  _at: number,
  all: readonly Workstream[],
): Workstream {
  if (!isVerifier(workstream) || workstream.dependsOn.length > 0) return workstream;
  const others = all.filter((one) => !isVerifier(one));
  return { ...workstream, dependsOn: others.map(({ id }) => ({ id, soft: false })) };
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

type EscalationText = NonNullable<PlanText['escalations']>[number];

function escalationOf({ workstream, when, after, then }: EscalationText): Escalation {
  return {
    workstream: workstream === undefined ? undefined : workstreamId(workstream),
    when: conditionOf(when),
    afterMs: durationMs(after),
    ...(then === 'hold' ? { hold: true } : {}),
  };
}

function conditionOf(text: string): Escalation['when'] {
  if (text === 'silent' || text === 'conflict') return { type: text };
  if (text === 'over estimate') return { type: 'overEstimate' };
  return { type: 'progressBelow', percent: Number(/\d+/.exec(text)?.[0]) };
}
