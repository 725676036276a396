/** The words in which lives are told to a person, and what each was read from. */
import { unreachable } from '../base/assert.js';
import { claimOf, isComplete, type Signal } from '../domain/report.js';
import type {
  StateSource,
  WaveStateName,
  WorkstreamStateName,
} from '../domain/status.js';
import { isOutOfTries } from './checking.js';
import type { WaveRecord } from './wave.js';
import { isResumed, type Running, type Work } from './work.js';

export function workStateOf(work: Work): WorkstreamStateName {
  const { life, unmet, down } = work;
  if (life.phase === 'running') return runningState(life, work);
  if (life.phase === 'checking') return 'gating';
  if (life.phase !== 'queued') return life.phase;
  if (down > 0) return 'upstream_failed';
  if (work.hold) return 'held';
  return unmet > 0 ? 'planned' : 'ready';
}

function runningState({ review, seen }: Running, work: Work): WorkstreamStateName {
  if (review !== undefined) return 'plan_review';
  if (seen.doing === 'waiting') return 'waiting';
  if (seen.doing === 'error') return 'blocked';
  if (seen.doing !== 'busy' && isStuck(work)) return 'blocked';
  if (work.hold) return isResumed(work) ? 'ready' : 'held';
  if (seen.doing === 'starting') return 'starting';
  return seen.doing === 'idle' ? 'idle' : 'working';
}

/** It is the plan that keeps it, and not what its agent does. */
function isHeldBack(work: Work): boolean {
  return ['held', 'ready'].includes(workStateOf(work));
}

function isStuck(work: Work): boolean {
  return isOutOfTries(work) || (work.signal !== undefined && saysStuck(work.signal));
}

/** The agent gave up, or its own validation failed. */
function saysStuck(signal: Signal): boolean {
  const claim = claimOf(signal);
  return claim === 'stuck' || (claim === 'complete' && !isComplete(signal));
}

export function sourceOf(work: Work): StateSource {
  const { life } = work;
  switch (life.phase) {
    case 'queued':
    case 'skipped':
      return 'plan';
    case 'running':
      if (life.review !== undefined || isHeldBack(work)) return 'plan';
      if (life.seen.doing === 'error') return life.seen.source;
      if (isOutOfTries(work)) return 'process';
      return workStateOf(work) === 'blocked' ? 'signal' : life.seen.source;
    case 'done':
      return work.signal && isComplete(work.signal) ? 'signal' : 'process';
    case 'landed':
    case 'rolled_back':
      return 'git';
    case 'starting':
    case 'checking':
    case 'failed':
      return 'process';
    default:
      return unreachable(life);
  }
}

export function waveStateOf({ life, unmet }: WaveRecord): WaveStateName {
  if (life.phase !== 'open') return life.phase;
  return unmet === 0 ? 'ready' : 'draft';
}
