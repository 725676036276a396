/** What the process that is killed merges, and what is asked for again after it. */
import type { WaveRequest } from '../../../src/engine/merge/request.js';
import { requestInUse } from './in-use.js';
import { gate } from './wave.js';

/** `red`: TD1 makes the gate red, is searched for and left out. */
export type Kind = 'green' | 'red';

export function killedRequest(kind: Kind): WaveRequest {
  if (kind === 'green') return requestInUse({ gates: [gate('sleep 0.05')] });
  return requestInUse({ onRed: 'eject', gates: [gate('sleep 0.02; test ! -f a.txt')] });
}
