/**
 * What became of a plan: every number that a report shows, whatever its form. Times are
 * those that events carry; what nobody told is left out, never guessed.
 */
import type { Planned, Report } from '../../domain/plan-report.js';
import type { Plan } from '../../domain/plan.js';
import type { Timestamp } from '../../domain/time.js';
import { spentTogether } from '../../domain/usage.js';
import { forecastOf } from '../analysis/forecast.js';
import { scheduleOf, type Slot } from '../analysis/schedule.js';
import { escalationEntries } from '../escalations.js';
import { mergedContext } from '../contexts/merge.js';
import type { PlanState } from '../plan-state.js';
import type { Chronicle } from './chronicle.js';
import { courseOf, longestChain } from './course.js';
import { measuresOf } from './measures.js';
import { postMortemOf } from './post-mortem.js';
import { waveReports, workstreamReports } from './rows.js';
import { hundredths, mostAtOnce, sum } from './sums.js';

/** A plan's state, and how it came about. */
export type Past = { readonly state: PlanState; readonly chronicle: Chronicle };

export function reportOf(past: Past, now: Timestamp): Report {
  const { plan, graph } = past.state;
  const slots = hasEstimates(plan) ? scheduleOf(plan) : undefined;
  const workstreams = workstreamReports(past, slots ?? [], now);
  const waves = waveReports(past, now);
  const all = [...workstreams, ...waves];
  const worked = workstreams.map(({ workedMs }) => workedMs);
  const sequentialMs = sum(worked);
  const course = courseOf(past.state, now);
  const { makespanMs } = course;
  const speedup = hundredths(makespanMs === 0 ? 0 : sequentialMs / makespanMs);
  const sessions = mostAtOnce(workstreams.flatMap(({ stretches }) => stretches));
  const numbers = {
    plan: plan.name,
    madeAt: now,
    ...course,
    workstreams,
    waves,
    sequentialMs,
    criticalPathMs: longestChain(graph.waitsFor, worked),
    speedup,
    sessions,
    efficiency: sessions === 0 ? 0 : hundredths(speedup / sessions),
    waitsMs: sum(all.map(({ waitsMs }) => waitsMs)),
    gatesMs: sum(all.map(({ gatesMs }) => gatesMs)),
    usage: spentTogether(workstreams.flatMap(({ usage }) => usage ?? [])),
    budget: plan.budget ?? null,
    planned: slots ? plannedOf(plan, slots) : null,
    conflicts: past.chronicle.conflicts,
    measures: measuresOf(past),
    escalations: escalationEntries(past.state),
    concerns: mergedContext(past.state).concerns,
  };
  return { ...numbers, postMortem: postMortemOf(past, numbers) };
}

function hasEstimates({ workstreams }: Plan): boolean {
  return workstreams.some(({ estimateMs }) => estimateMs !== undefined);
}

function plannedOf(plan: Plan, slots: readonly Slot[]): Planned {
  const { sequentialMs, criticalPathMs, guessed } = forecastOf(plan);
  const makespanMs = slots.reduce((end, { until }) => Math.max(end, until), 0);
  const speedup = hundredths(makespanMs === 0 ? 0 : sequentialMs / makespanMs);
  const sessions = Math.min(plan.maxSessions, plan.workstreams.length);
  return { sessions, sequentialMs, criticalPathMs, makespanMs, speedup, guessed };
}
