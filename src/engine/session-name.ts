/** How sessions are named: the workstream, and which of its runs it is. */
import { sessionId, type SessionId, type WorkstreamId } from '../domain/ids.js';
import type { Timestamp } from '../domain/time.js';

export function sessionFor(id: WorkstreamId, at: Timestamp): SessionId {
  return sessionId(`${id}.${at.toString(36)}`);
}

/** Ids may hold dots; what stands behind the last one is the run. */
export function isSessionOf(session: SessionId, id: WorkstreamId): boolean {
  return session.slice(0, Math.max(0, session.lastIndexOf('.'))) === id;
}
