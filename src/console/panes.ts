/**
 * Which panes there are. A pane shows a session; its number is its place in the list,
 * which stays when others come and go before their turn, and when its agent is restarted.
 */
import { paneId, type PaneId, type SessionId, type WorkstreamId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import { isEndedGuest, isGuest } from './guest.js';
import type { Status, WorkstreamStatus } from '../domain/status.js';

export type Pane = {
  readonly id: PaneId;
  readonly session: Session;
  readonly workstream: WorkstreamId | undefined;
};

/** The panes for these sessions, as far as possible in the places they had. */
export function reconcile(
  before: readonly Pane[],
  sessions: ReadonlyMap<SessionId, Session>,
  status: Status | undefined,
): readonly Pane[] {
  const left = new Map(
    [...sessions.values()]
      .toSorted((one, other) => one.startedAt - other.startedAt)
      .filter((session) => isShown(session, sessions, status))
      .map((session) => [session.id, paneOf(session, status)]),
  );
  const kept = before.flatMap((pane) => {
    const now = left.get(pane.session.id) ?? successor(pane, left);
    if (!now) return [];
    left.delete(now.session.id);
    return [{ ...now, workstream: now.workstream ?? pane.workstream }];
  });
  return [...kept, ...left.values()];
}

/** Those of no workstream come after all others. */
export function inPlansOrder(
  panes: readonly Pane[],
  status: Status | undefined,
): readonly Pane[] {
  const order = status?.sessions.flatMap(({ workstream }) => workstream ?? []) ?? [];
  const placeOf = ({ workstream }: Pane) => {
    const place = workstream === undefined ? -1 : order.indexOf(workstream);
    return place < 0 ? order.length : place;
  };
  return panes.toSorted((one, other) => placeOf(one) - placeOf(other));
}

export function workstreamOf(
  status: Status | undefined,
  id: WorkstreamId | undefined,
): WorkstreamStatus | undefined {
  return status?.workstreams.find((workstream) => workstream.id === id);
}

function paneOf(session: Session, status: Status | undefined): Pane {
  const entry = status?.sessions.find(({ id }) => id === session.id);
  const owner = status?.workstreams.find((one) => one.session === session.id);
  return {
    id: paneId(session.id),
    session,
    workstream: owner?.id ?? entry?.workstream ?? undefined,
  };
}

/**
 * A session that its workstream has replaced is not shown once the other one is known; a
 * guest that has ended is not either, so that no other pane makes room for it.
 */
function isShown(
  session: Session,
  sessions: ReadonlyMap<SessionId, Session>,
  status: Status | undefined,
): boolean {
  if (isEndedGuest(session)) return false;
  if (isGuest(session.id)) return true;
  const entry = status?.sessions.find(({ id }) => id === session.id);
  const workstream = workstreamOf(status, entry?.workstream ?? undefined);
  const current = (workstream ?? forgottenBy(session, status))?.session;
  if (current === undefined || current === null || current === session.id) return true;
  return session.status.type === 'exited' && !sessions.has(current);
}

/** An ended session that no list names any more was of the workstream in whose folder it ran. */
function forgottenBy(
  { cwd, status: { type } }: Session,
  status: Status | undefined,
): WorkstreamStatus | undefined {
  if (type !== 'exited') return undefined;
  return status?.workstreams.find(({ worktree }) => worktree === cwd);
}

function successor(
  { workstream }: Pane,
  panes: ReadonlyMap<SessionId, Pane>,
): Pane | undefined {
  if (workstream === undefined) return undefined;
  return [...panes.values()].find((pane) => pane.workstream === workstream);
}
