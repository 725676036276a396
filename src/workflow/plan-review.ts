/**
 * The plan that an agent wrote and waits to be answered, beside what it is seen to do: an
 * answer counts for exactly the text that was read.
 */
import { unreachable } from '../base/assert.js';
import type { Workstream } from '../domain/plan.js';
import type { Effect } from './effect.js';
import type { PlanEvent } from './event.js';
import { clocked, reviewEffects } from './holding.js';
import { UNSEEN, withLife, type Running, type Work } from './work.js';

type Stepped = readonly [work: Work, effects: readonly Effect[]];

type Of<Type extends PlanEvent['type']> = Extract<PlanEvent, { readonly type: Type }>;

type ReviewEvent = Of<
  'agentSeen' | 'planWritten' | 'planApproved' | 'planEdited' | 'planRejected'
>;

export function whileRunning(work: Work, event: ReviewEvent, plan: Workstream): Stepped {
  const { life } = work;
  if (life.phase === 'checking' && event.type === 'agentSeen') {
    const { doing, source, detail } = event;
    return [withLife(work, { ...life, seen: { doing, source, detail } }), []];
  }
  if (life.phase !== 'running') return [work, []];
  const next = answered(life, event, plan);
  if (next === life) return [work, []];
  const asked = next.review !== undefined && next.review !== life.review;
  const stands = clocked(work, next, event.at);
  return [stands, asked ? reviewEffects(stands, plan) : []];
}

function answered(life: Running, event: ReviewEvent, plan: Workstream): Running {
  switch (event.type) {
    case 'agentSeen': {
      const { doing, source, detail } = event;
      return { ...life, seen: { doing, source, detail } };
    }
    case 'planWritten':
      if (plan.approval === 'none' || event.revision === life.approved) return life;
      return event.revision === life.review ? life : { ...life, review: event.revision };
    case 'planApproved':
      if (event.revision !== life.review) return life;
      return {
        ...life,
        // A quick agent has been seen to go on before its answer is on record.
        seen: life.seen.doing === 'waiting' ? UNSEEN : life.seen,
        review: undefined,
        approved: event.revision,
      };
    case 'planEdited': {
      const { by, text } = event;
      return { ...life, seen: UNSEEN, review: undefined, edited: { by, text } };
    }
    case 'planRejected':
      return life.review === undefined
        ? life
        : { ...life, seen: UNSEEN, review: undefined };
    default:
      return unreachable(event);
  }
}
