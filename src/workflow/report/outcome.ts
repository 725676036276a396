/** Reads a plan's outcome from its state and its past. */
import type {
  ExecutionDecision,
  Outcome,
  OwnWork,
  WaveOutcome,
  WorkstreamOutcome,
} from '../../domain/outcome.js';
import type { WorkstreamId } from '../../domain/ids.js';
import { isVerifier, type Workstream } from '../../domain/plan.js';
import type { Timestamp } from '../../domain/time.js';
import { isOutOfTries } from '../checking.js';
import { itemAt } from '../chunks.js';
import { mergedContext } from '../contexts/merge.js';
import { waveStateOf, workStateOf } from '../state-names.js';
import { blockedByOf, waitsForOf } from '../words.js';
import type { Work } from '../work.js';
import type { Story } from './chronicle.js';
import { measuresOf } from './measures.js';
import type { Past } from './report.js';

/** What no journal keeps, because git and the trash can be asked again. */
export type Found = {
  readonly work: ReadonlyMap<WorkstreamId, OwnWork>;
  readonly cleaned: ReadonlyMap<WorkstreamId, Timestamp>;
  readonly decision: ExecutionDecision | null;
};

export function outcomeOf(past: Past, found: Found, epic: string): Outcome {
  const { plan, works, waves } = past.state;
  const records = works.flat();
  const workstreams = plan.workstreams.flatMap((workstream, index) => {
    const work = records[index];
    return work ? [workstreamOutcome(past, { workstream, work, index, found })] : [];
  });
  const landings = waves.flat().map((_, index) => waveOutcome(past, index));
  const changes = [...records, ...waves.flat()].map(({ since }) => since);
  return {
    epic,
    plan: plan.name,
    base: plan.base,
    mode: plan.maxSessions === 1 ? 'sequential' : 'parallel',
    decision: found.decision,
    workstreams,
    waves: landings.filter((wave) => wave !== undefined),
    conflicts: past.chronicle.conflicts,
    measures: measuresOf(past),
    merged: mergedContext(past.state),
    verifier: plan.workstreams.find(isVerifier)?.id ?? null,
    changedAt: changes.reduce((last, at) => Math.max(last, at), 0),
  };
}

type Subject = {
  readonly workstream: Workstream;
  readonly work: Work;
  readonly index: number;
  readonly found: Found;
};

function workstreamOutcome(
  { state, chronicle }: Past,
  { workstream, work, index, found }: Subject,
): WorkstreamOutcome {
  const { id, name, role } = workstream;
  const story = chronicle.ofWork(id);
  const stateName = workStateOf(work);
  const { made, progress, doubts } = work;
  const waits =
    stateName === 'plan_review' || stateName === 'waiting' || stateName === 'blocked';
  return {
    id,
    name,
    role,
    agent: work.handed?.agent ?? work.agent ?? workstream.agent ?? null,
    session: work.lastSession ?? null,
    worktree: made?.path ?? null,
    branch: made?.branch ?? workstream.branch,
    state: stateName,
    createdAt: story?.begun ?? work.since,
    assignedAt: work.firstStart ?? (work.life.phase === 'starting' ? work.since : null),
    ...ends(work, story),
    cleanedAt: found.cleaned.get(id) ?? null,
    error: errorOf(work),
    work: found.work.get(id) ?? claimed(work),
    issues: [...doubts, ...(progress?.blockers ?? [])],
    question: waits ? waitsForOf(state, index) : null,
    trials: story?.trials ?? [],
    outOfTries: isOutOfTries(work),
  };
}

/** Moments that still hold: what began again is not completed any more. */
function ends({ life }: Work, story: Story | undefined) {
  const done = ['done', 'landed', 'rolled_back'].includes(life.phase);
  return {
    completedAt: (done ? story?.doneAt : undefined) ?? null,
    mergedAt: (life.phase === 'landed' ? story?.landedAt : undefined) ?? null,
  };
}

function errorOf({ life }: Work): string | null {
  if (life.phase === 'failed') return life.why;
  return life.phase === 'skipped' ? 'stopped by a person' : null;
}

function claimed({ signal }: Work): OwnWork {
  return {
    commits: [],
    created: signal?.filesCreated ?? [],
    modified: signal?.filesModified ?? [],
  };
}

function waveOutcome({ state, chronicle }: Past, index: number): WaveOutcome | undefined {
  const plan = state.plan.waves[index];
  const wave = itemAt(state.waves, index);
  if (!plan || !wave) return undefined;
  const story = chronicle.ofWave(plan.id);
  const landed = wave.life.phase === 'landed';
  return {
    id: plan.id,
    target: plan.target,
    state: waveStateOf(wave),
    landedAt: (landed ? story?.landedAt : undefined) ?? null,
    steps: landed ? (story?.steps ?? []) : [],
    trials: story?.trials ?? [],
    blockedBy: blockedByOf(state, index),
  };
}
