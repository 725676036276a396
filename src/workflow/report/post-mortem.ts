/**
 * What a person wants to know of a plan afterwards: what went well, what went wrong, what
 * was decided, and what is still open. All of it is read from what happened.
 */
import type {
  Moment,
  OpenEnd,
  PostMortem,
  Report,
  WorkstreamReport,
} from '../../domain/plan-report.js';
import { spanText } from '../../domain/time.js';
import { NEARLY_FULL, percentFull } from '../../domain/usage.js';
import { isProblem } from '../../domain/work-context.js';
import { blockedByOf, waitsForOf } from '../words.js';
import type { ToldMoment } from './moments.js';
import type { Past } from './report.js';

type Numbers = Omit<Report, 'postMortem'>;

/** Less than this over its estimate is no news. */
const OVER = 1.25;

/** Waits that are more than this share of all agents' time held the plan up. */
const MUCH_WAITING = 0.3;

export function postMortemOf(past: Past, numbers: Numbers): PostMortem {
  const { moments } = past.chronicle;
  const of = (kind: ToldMoment['kind']): readonly Moment[] =>
    moments
      .filter((moment) => moment.kind === kind)
      .map(({ at, subject, text }) => ({ at, subject, text }));
  return {
    well: [...of('well'), ...wellBy(numbers)],
    wrong: [...of('wrong'), ...wrongBy(numbers)],
    decided: of('decided'),
    open: [...openEnds(past), ...misfits(numbers)],
    recommended: recommendations(numbers),
  };
}

function wellBy(numbers: Numbers): readonly Moment[] {
  const { workstreams, waves, conflicts } = numbers;
  const about = aboutAll(numbers);
  const judged = workstreams.filter(({ runs }) => runs > 0);
  const once = judged.filter(({ redRuns, gates }) => redRuns === 0 && gates.length > 0);
  const landed = waves.filter(({ state }) => state === 'landed');
  const faster = numbers.endedAt !== null && numbers.speedup > 1;
  return [
    ...(once.length === 0
      ? []
      : about(`${once.length} of ${judged.length} passed their own gates at once`)),
    ...(landed.length === 0 || conflicts.length > 0
      ? []
      : about('every landing was without a conflict')),
    ...(faster ? about(`${numbers.speedup} times as fast as one after the other`) : []),
  ];
}

function wrongBy(numbers: Numbers): readonly Moment[] {
  const { workstreams, waitsMs, sequentialMs, madeAt } = numbers;
  const waited = waitsMs > MUCH_WAITING * sequentialMs;
  return [
    ...workstreams.flatMap(({ id, usage }) => {
      const full = fullest(usage);
      const text = `its context was ${full}% full`;
      return full < NEARLY_FULL ? [] : [{ at: madeAt, subject: id, text }];
    }),
    ...workstreams.filter(isOver).map(({ id, workedMs, estimateMs }) => ({
      at: madeAt,
      subject: id,
      text: `${spanText(workedMs)} at work, ${spanText(estimateMs ?? 0)} estimated`,
    })),
    ...(waited
      ? aboutAll(numbers)(`${spanText(waitsMs)} went by waiting for a person`)
      : []),
  ];
}

function isOver({ workedMs, estimateMs }: WorkstreamReport): boolean {
  return estimateMs !== null && workedMs > OVER * estimateMs;
}

/** Percent; 0 where it is not known. */
function fullest(usage: WorkstreamReport['usage']): number {
  return (usage?.context && percentFull(usage.context.most)) || 0;
}

function aboutAll({ plan, madeAt, endedAt }: Numbers) {
  return (text: string): readonly Moment[] => [
    { at: endedAt ?? madeAt, subject: plan, text },
  ];
}

/** What does not fit together, as agents told. */
function misfits({ concerns }: Numbers): readonly OpenEnd[] {
  return concerns.filter(isProblem).map(({ subject, between, text }) => ({
    subject: between.join(', '),
    text: `${subject}: ${text}`,
  }));
}

function recommendations(numbers: Numbers): readonly OpenEnd[] {
  const { plan, workstreams, conflicts, waitsMs, sequentialMs } = numbers;
  const unruled = conflicts.filter(({ rule }) => rule === null);
  const waited = waitsMs > MUCH_WAITING * sequentialMs;
  return [
    ...unruled.map(({ path, wave, between }) => ({
      subject: wave,
      text: `a rule or one owner for ${path}, where ${between?.join(' and ')} met`,
    })),
    ...workstreams
      .filter(({ redRuns }) => redRuns > 1)
      .map(({ id, redRuns }) => ({
        subject: id,
        text: `its gates were red ${redRuns} times: have its agent run them before it says it is done`,
      })),
    ...workstreams
      .filter(({ usage }) => fullest(usage) >= NEARLY_FULL)
      .map(({ id }) => ({
        subject: id,
        text: 'smaller pieces of work, or subagents for what fills its context',
      })),
    ...workstreams.filter(isOver).map(({ id, workedMs }) => ({
      subject: id,
      text: `an estimate of ${spanText(workedMs)}`,
    })),
    ...(waited
      ? [{ subject: plan, text: 'fewer approvals, or somebody who gives them sooner' }]
      : []),
  ];
}

/** What is not landed, or without a wave not done, and what it waits for. */
function openEnds({ state }: Past): readonly OpenEnd[] {
  const works = state.works.flat();
  const waves = state.waves.flat();
  return [
    ...state.plan.workstreams.flatMap(({ id }, at) => {
      const phase = works[at]?.life.phase;
      const waits = waitsForOf(state, at);
      const over = phase === 'landed' || (phase === 'done' && waits === null);
      return over ? [] : [{ subject: id, text: waits ?? 'under way' }];
    }),
    ...state.plan.waves.flatMap(({ id }, at) => {
      const blocked = blockedByOf(state, at);
      if (waves[at]?.life.phase === 'landed' && blocked === null) return [];
      return [{ subject: id, text: blocked ?? 'under way' }];
    }),
    ...state.raised
      .filter(({ acknowledgedBy }) => acknowledgedBy === undefined)
      .map(({ workstream, text }) => ({
        subject: workstream,
        text: text.replace(`${workstream}: `, ''),
      })),
  ];
}
