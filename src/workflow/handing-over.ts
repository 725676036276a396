/** A workstream that goes on with another agent than the one of its plan. */
import type { Workstream } from '../domain/plan.js';
import type { PlanEvent } from './event.js';
import { isDone, sessionOf, type Work } from './work.js';

/**
 * As `work` is after it was handed over, before its session is ended: who takes it has a
 * conversation of his own.
 */
export function handed(
  work: Work,
  event: Extract<PlanEvent, { readonly type: 'handedOver' }>,
): Work {
  if (isDone(work)) return work;
  const { agent, from, by, left, message } = event;
  const session = sessionOf(work);
  return {
    ...work,
    conversation: undefined,
    handed: { agent, from, by, left, message, session },
  };
}

/** The workstream with the agent that it has now. */
export function withAgentOf(workstream: Workstream, { handed }: Work): Workstream {
  return handed ? { ...workstream, agent: handed.agent, command: undefined } : workstream;
}
