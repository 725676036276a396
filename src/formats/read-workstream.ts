/** A workstream of a plan file as the plan holds it, with its defaults. */
import { workstreamId } from '../domain/ids.js';
import {
  isVerifier,
  type Dependency,
  type Precondition,
  type Workstream,
} from '../domain/plan.js';
import { budgetOf } from './budget.js';
import { durationMs } from './duration.js';
import { given } from './given.js';
import type { WorkstreamText } from './plan-schema.js';
import { slug } from './slug.js';

export function workstreamOf(text: WorkstreamText): Workstream {
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
    dependsOn: dependsOn.map(dependencyOf),
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

type DependencyText = NonNullable<WorkstreamText['dependsOn']>[number];

function dependencyOf(text: DependencyText): Dependency {
  if (typeof text === 'string') return { id: workstreamId(text), soft: false };
  const id = workstreamId(text.id);
  const { soft = false, after } = text;
  return { id, soft, ...(after === 'signal' ? { bySignal: true } : {}) };
}

/** A verifier that names nothing it waits for is the last: it waits for all the others. */
export function afterAll(
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

/** The branch of a workstream that names none. */
export function defaultBranch(name: string): string {
  return `workstream/${slug(name) || 'work'}`;
}
