import type { Session } from '../domain/session.js';
import type { EngineContext } from './context.js';
import { workstreamOf } from './plan-facts.js';

/**
 * Records the end of a session if it has ended and belongs to a workstream. Asked for
 * again when a session was recorded: a short program ends before we have written that it
 * began.
 */
export async function recordExit(
  { plan }: EngineContext,
  { id, status }: Session,
): Promise<void> {
  if (status.type !== 'exited') return;
  const workstream = workstreamOf(plan.state, id);
  if (workstream === undefined) return;
  const { code = null, signal = null } = status;
  await plan.record({ type: 'sessionExited', workstream, session: id, code, signal });
}
