/**
 * Rules over time that ask for attention, and with them budgets. What is due follows from
 * the state, what agents were seen to do and the clock, which are all given; each rule is
 * raised once for each workstream.
 */
import { unreachable } from '../base/assert.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Escalation, Workstream } from '../domain/plan.js';
import type { EscalationEntry } from '../domain/status.js';
import { spanText, type Milliseconds, type Timestamp } from '../domain/time.js';
import { budgetsDue, hasBudget } from './budgets.js';
import { workOf, type PlanState } from './plan-state.js';
import { Pairs } from './pairs.js';
import { isActive, isDone, workedUntil, type Work } from './work.js';
import { listed } from './words.js';

export type Raised = {
  /** `TD2:silent after 1h`: the workstream and the rule. */
  readonly id: string;
  readonly workstream: WorkstreamId;
  readonly text: string;
  readonly at: Timestamp;
  /** Who has seen to it, `plan` when it was done; undefined while it asks for attention. */
  readonly acknowledgedBy: string | undefined;
  /** Whose conflict with it this tells of; left out where it is of none. */
  readonly with?: readonly WorkstreamId[];
};

export type Due = {
  readonly id: string;
  readonly workstream: WorkstreamId;
  readonly text: string;
  /** When its time is over if nothing changes until then. */
  readonly at: Timestamp;
  /** Whether the rule has the workstream held, or all of the plan. */
  readonly hold?: boolean;
  readonly all?: boolean;
  /** Whether the desktop is to be told. */
  readonly notify?: boolean;
  readonly with?: readonly WorkstreamId[];
};

/** When a workstream's screen changed last, which no journal keeps. */
export type Signs = ReadonlyMap<WorkstreamId, Timestamp>;

/** All that is not raised yet, past and to come. */
export function escalationsDue(
  state: PlanState,
  signs: Signs,
  now: Timestamp,
): readonly Due[] {
  if (!hasEscalations(state)) return [];
  const { escalations, workstreams } = state.plan;
  const known = new Set(state.raised.map(({ id }) => id));
  const works = state.works.flat();
  const timed = escalations.flatMap((rule) => {
    const told = new Pairs(state.raised.filter(({ id }) => isOf(id, rule)));
    return workstreams.flatMap((workstream, index) => {
      const work = works[index];
      const meant = rule.workstream === undefined || rule.workstream === workstream.id;
      if (!meant || !work) return [];
      const id = `${workstream.id}:${ruleText(rule)}`;
      const sign = signs.get(workstream.id) ?? 0;
      const at = known.has(id) ? undefined : dueAt(rule, { workstream, work, sign, now });
      if (at === undefined) return [];
      const others = rule.when.type === 'conflict' ? work.conflictWith : [];
      const isTold = told.hasAll(workstream.id, others);
      if (isTold && rule.hold !== true) return [];
      if (at <= now) told.add({ workstream: workstream.id, with: others });
      const text = `${workstream.id}: ${reason(rule, workstream, work)}`;
      const hold = rule.hold === true ? { hold: true } : {};
      const notify = rule.notify === true ? { notify: true } : {};
      const whom = others.length > 0 ? { with: others } : {};
      return [{ id, workstream: workstream.id, text, at, ...hold, ...notify, ...whom }];
    });
  });
  return [...timed, ...budgetsDue(state, known, now)];
}

function isOf(id: string, rule: Escalation): boolean {
  return id.endsWith(`:${ruleText(rule)}`);
}

/** Whether the plan has rules that may ever be due. */
export function hasEscalations(state: PlanState): boolean {
  return state.plan.escalations.length > 0 || hasBudget(state);
}

/** The state when a rule was raised; the same when it was before. */
export function raised(state: PlanState, due: Due): PlanState {
  if (state.raised.some(({ id }) => id === due.id)) return state;
  const { id, workstream, text, at } = due;
  const whom = due.with ? { with: due.with } : {};
  const one: Raised = { id, workstream, text, at, acknowledgedBy: undefined, ...whom };
  return { ...state, raised: [...state.raised, one] };
}

/** The state when somebody has seen to all that a workstream asks attention for. */
export function acknowledged(
  state: PlanState,
  workstream: WorkstreamId,
  by: string,
): PlanState {
  if (!isCalling(state, workstream)) return state;
  return {
    ...state,
    raised: state.raised.map((one) =>
      one.workstream === workstream && one.acknowledgedBy === undefined
        ? { ...one, acknowledgedBy: by }
        : one,
    ),
  };
}

/** As `status` and `report` tell of them. */
export function escalationEntries({ raised }: PlanState): readonly EscalationEntry[] {
  return raised.map(({ id, workstream, text, at, acknowledgedBy }) => ({
    id,
    workstream,
    text,
    since: at,
    acknowledgedBy: acknowledgedBy ?? null,
  }));
}

/** The state when a workstream is done: of the time that it took nobody need be told any more. */
export function settled(state: PlanState, workstream: WorkstreamId): PlanState {
  const work = workOf(state, workstream);
  if (!work || !isDone(work) || !isCalling(state, workstream)) return state;
  const timed = state.plan.escalations.filter(({ when }) => when.type !== 'conflict');
  const isSettled = ({ id, workstream: whose, acknowledgedBy }: Raised) =>
    whose === workstream &&
    acknowledgedBy === undefined &&
    timed.some((rule) => isOf(id, rule));
  return {
    ...state,
    raised: state.raised.map((one) =>
      isSettled(one) ? { ...one, acknowledgedBy: 'plan' } : one,
    ),
  };
}

/** Whether something about it waits to be acknowledged. */
export function isCalling({ raised }: PlanState, id: WorkstreamId): boolean {
  return raised.some(
    ({ workstream, acknowledgedBy }) => workstream === id && acknowledgedBy === undefined,
  );
}

/** `progress < 50% after 1d`. */
export function ruleText({ when, afterMs }: Escalation): string {
  return `${conditionText(when)} after ${spanText(afterMs)}`;
}

function conditionText(when: Escalation['when']): string {
  switch (when.type) {
    case 'progressBelow':
      return `progress < ${when.percent}%`;
    case 'overEstimate':
      return 'over estimate';
    case 'silent':
    case 'conflict':
      return when.type;
    default:
      return unreachable(when);
  }
}

type Subject = {
  readonly workstream: Workstream;
  readonly work: Work;
  readonly sign: Timestamp;
  readonly now: Timestamp;
};

function dueAt(
  { when, afterMs }: Escalation,
  { workstream, work, sign, now }: Subject,
): Timestamp | undefined {
  const isQuiet = !isActive(work) || work.hold !== undefined;
  if (isQuiet && when.type !== 'conflict') return undefined;
  const { life, firstStart, lastSign, conflictSince, progress } = work;
  switch (when.type) {
    case 'progressBelow':
      if (firstStart === undefined || (progress?.percent ?? 0) >= when.percent)
        return undefined;
      return firstStart + afterMs;
    case 'silent':
      // One that waits for a person is not silent: the person is.
      if (life.phase !== 'running' || life.clock === undefined) return undefined;
      return Math.max(lastSign ?? life.clock, sign) + afterMs;
    case 'conflict':
      return conflictSince === undefined ? undefined : conflictSince + afterMs;
    case 'overEstimate':
      return overEstimate(workstream.estimateMs, { work, now, afterMs });
    default:
      return unreachable(when);
  }
}

type Stretch = {
  readonly work: Work;
  readonly now: Timestamp;
  readonly afterMs: Milliseconds;
};

function overEstimate(
  estimateMs: Milliseconds | undefined,
  { work, now, afterMs }: Stretch,
): Timestamp | undefined {
  if (estimateMs === undefined) return undefined;
  const left = estimateMs + afterMs - workedUntil(work, now);
  const works = work.life.phase === 'running' && work.life.clock !== undefined;
  return works || left <= 0 ? now + left : undefined;
}

function reason(rule: Escalation, { estimateMs }: Workstream, work: Work): string {
  const { when, afterMs } = rule;
  const after = spanText(afterMs);
  switch (when.type) {
    case 'progressBelow':
      return `it reports ${work.progress?.percent ?? 0}% after ${after}, less than ${when.percent}%`;
    case 'silent':
      return `no sign of life for ${after}`;
    case 'conflict':
      return `in conflict ${whomInWords(work)}for ${after}`;
    case 'overEstimate':
      return `${after} longer at work than the ${spanText(estimateMs ?? 0)} estimated`;
    default:
      return unreachable(when);
  }
}

function whomInWords({ conflictWith }: Work): string {
  return conflictWith.length === 0 ? '' : `with ${listed(conflictWith)} `;
}
