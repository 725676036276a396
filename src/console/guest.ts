/**
 * Guests: programs that a person opens beside the agents, a shell or an editor. They are
 * told apart from agents' sessions by their name, by any console, and a pane of one that
 * has ended well goes away: it has nothing more to say.
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

const GUEST = /^(shell|editor|pager|edit)-[\da-f]{8}$/;

export function isGuest(id: SessionId): boolean {
  return GUEST.test(id);
}

export function isEndedGuest({ id, status }: Session): boolean {
  const [, kind] = GUEST.exec(id) ?? [];
  if (kind === undefined || status.type !== 'exited') return false;
  if (kind === 'shell' || status.signal === 'SIGHUP') return true;
  // What kept an editor or a pager from its work is to be read.
  return status.code === 0;
}

/** An editor in which a person changed a text, and sent it. */
export function isDoneEdit({ id, status }: Session): boolean {
  return id.startsWith('edit-') && status.type === 'exited' && status.code === 0;
}
