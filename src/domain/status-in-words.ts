/** What a status says of a workstream, a wave or the machine, as people say it. */
import type {
  ScaleEntry,
  TurnEntry,
  WorkstreamStateName,
  WorkstreamStatus,
} from './status.js';

/** A state as people say it; who skipped a workstream did so by stopping it. */
export function stateWords(state: string): string {
  if (state === 'held') return 'on hold';
  return state === 'skipped' ? 'stopped' : state.replaceAll('_', ' ');
}

export function scaleInWords({ limit, why }: ScaleEntry): string {
  return `${limit} of auto: ${why}`;
}

export function turnInWords({ place, by }: TurnEntry): string {
  return `number ${place} in line, by ${by}`;
}

/** `blocker: no schema yet (and 1 more)`; empty where nothing is in the way of what goes on. */
export function blockersInWords({ blockers, state }: WorkstreamStatus): string {
  const [first, ...more] = blockers;
  if (first === undefined || isOver(state)) return '';
  return `blocker: ${first}${more.length > 0 ? ` (and ${more.length} more)` : ''}`;
}

/** `queued: run the tests (and 1 more)`; empty where nothing is. */
export function queuedInWords({ queued }: Pick<WorkstreamStatus, 'queued'>): string {
  const [first, ...more] = queued;
  if (first === undefined) return '';
  return `queued: ${first.text}${more.length > 0 ? ` (and ${more.length} more)` : ''}`;
}

/** `unreadable: td2.signal: no JSON (and 1 more)`; likewise. */
export function unreadInWords({ unread, state }: WorkstreamStatus): string {
  const [first, ...more] = unread;
  if (first === undefined || isOver(state)) return '';
  const short = first.replace(/^\.claude\/[a-z]+\//, '');
  return `unreadable: ${short}${more.length > 0 ? ` (and ${more.length} more)` : ''}`;
}

/** Its work is done, and its agent is started no more. */
export function isOver(state: WorkstreamStateName): boolean {
  return state === 'done' || state === 'landed' || state === 'rolled_back';
}
