/** How sessions are named: the workstream, and which of its runs it is. */
import { createHash } from 'node:crypto';
import { sessionId, type SessionId, type WorkstreamId } from '../domain/ids.js';
import type { Timestamp } from '../domain/time.js';

export function sessionFor(id: WorkstreamId, at: Timestamp): SessionId {
  return sessionId(`${id}.${at.toString(36)}`);
}

/** The workstream of a session; ids may hold dots, what stands behind the last one is the run. */
export function workstreamIn(session: SessionId): string | undefined {
  const dot = session.lastIndexOf('.');
  return dot > 0 ? session.slice(0, dot) : undefined;
}

export function isSessionOf(session: SessionId, id: WorkstreamId): boolean {
  return workstreamIn(session) === id;
}

/** The UUID of the conversation that an agent begins in `session`: always the same one. */
export function conversationIn(session: SessionId): string {
  const digits = createHash('sha256').update(session).digest('hex');
  // RFC 9562: version 8, which is the maker's own, in the common variant.
  const [, ...parts] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(digits) ?? [];
  const [first, second, third, fourth, fifth] = parts;
  return `${first}-${second}-8${third}-a${fourth}-${fifth}`;
}
