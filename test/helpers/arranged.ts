/** Consoles as they were left, and what comes when agents are started again. */
import { arrangedOf, withArranged } from '../../src/console/arrangement.js';
import type { ConsoleEvent } from '../../src/console/event.js';
import { geometryOf } from '../../src/console/geometry.js';
import { initialState, type ConsoleState } from '../../src/console/state.js';
import { sessionId, workstreamId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import { readArranged, writeArranged } from '../../src/layout/saved.js';
import { aSession, aStatus, aWorkstream, after, layouts, NOW } from './console-state.js';

export const size = { columns: 120, rows: 40 };

export const startedAgain = knownAnew(['A', 'B']);
export const sessionsAnew = {
  type: 'sessions',
  sessions: [anew('A'), anew('B')],
} as const;

/** A session of a workstream that had another one before. */
export function anew(workstream: string): Session {
  return { ...aSession(workstream, 9), id: sessionId(`s-${workstream}.2`) };
}

/** It is told whose sessions these are; `lost` have none. */
export function knownAnew(
  names: readonly string[],
  lost: readonly string[] = [],
): ConsoleEvent {
  const workstreams = [
    ...names.map((id) => aWorkstream(id, { session: anew(id).id })),
    ...lost.map((id) => aWorkstream(id, { state: 'failed', lost: true })),
  ];
  const sessions = names.map((id) => ({
    id: anew(id).id,
    workstream: workstreamId(id),
    pid: 1,
    title: '',
    state: 'running' as const,
  }));
  return { type: 'status', status: aStatus({ workstreams, sessions }) };
}

/** A console that opens after another one was left so. */
export function startLike(left: ConsoleState): ConsoleState {
  const kept = readArranged(writeArranged(arrangedOf(left)));
  return withArranged(initialState({ size, now: NOW, layouts }), kept);
}

export function openedAfter(left: ConsoleState): ConsoleState {
  return opened(startLike(left));
}

export function opened(start: ConsoleState): ConsoleState {
  return after(start, [
    { type: 'sessions', sessions: [aSession('A', 1), aSession('B', 2)] },
    { type: 'status', status: aStatus() },
  ]);
}

export function shownIn(state: ConsoleState): string {
  const { panes } = geometryOf(state);
  return state.panes
    .filter(({ id }) => panes.has(id))
    .map(({ workstream }) => workstream)
    .join(' ');
}
