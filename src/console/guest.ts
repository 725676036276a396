/**
 * Guests: programs that a person opens beside the agents, a shell or an editor. They are
 * told apart from agents' sessions by their name, by any console, and a pane of one that
 * has ended goes away: it has nothing more to say.
 */
import { randomUUID } from 'node:crypto';
import { sessionId, type SessionId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';

export type GuestKind = 'shell' | 'editor' | 'pager' | 'edit';

/** Its pane gives it the right size as soon as it is shown. */
export const FIRST_SIZE = { columns: 80, rows: 24 } as const;

export function newGuest(kind: GuestKind): SessionId {
  return sessionId(`${kind}-${randomUUID().slice(0, 8)}`);
}

export function isEndedGuest({ id, status }: Session): boolean {
  const [, kind] = /^(shell|editor|pager|edit)-[\da-f]{8}$/.exec(id) ?? [];
  if (kind === undefined || status.type !== 'exited') return false;
  // What kept a changed plan from being sent is to be read.
  return kind !== 'edit' || status.code === 0;
}

/** An editor in which a person changed a text, and sent it. */
export function isDoneEdit(session: Session): boolean {
  return session.id.startsWith('edit-') && isEndedGuest(session);
}
