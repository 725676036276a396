import type { WorkstreamStateName, WorkstreamStatus } from './status.js';
import { duration, type Timestamp } from './time.js';

/** Its agent is there, so that it says something when nothing is heard of it. */
const RUNNING: ReadonlySet<WorkstreamStateName> = new Set([
  'plan_review',
  'working',
  'waiting',
  'idle',
  'blocked',
  'held',
]);

/** `2 commits, 3 files uncommitted, quiet for 5m`: how far it is beside what its agent says. */
export function workInWords(
  { ahead, uncommitted, lastSign, state }: WorkstreamStatus,
  now: Timestamp,
): string {
  const rests = lastSign !== null && RUNNING.has(state);
  return [
    ahead > 0 ? counted(ahead, 'commit') : '',
    uncommitted > 0 ? `${counted(uncommitted, 'file')} uncommitted` : '',
    rests ? `quiet for ${duration(now - lastSign)}` : '',
  ]
    .filter((text) => text !== '')
    .join(', ');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
