/** Shows what a workstream has changed, in the pager that git starts. */
import type { WorkstreamId } from '../domain/ids.js';
import { newGuest } from './guest.js';
import type { LogSurroundings } from './perform-log.js';
import { spawnZoomed } from './perform-shell.js';

/** Git would have less end by itself after what fits on a screen, unread. */
const LESS = 'R';

/** It has all the room until its pager is left. Never rejects. */
export async function openDiff(
  of: WorkstreamId,
  { folder, program, ...around }: LogSurroundings,
): Promise<void> {
  const { PAGER, GIT_PAGER } = around.env;
  const env = {
    LESS,
    ...(PAGER === undefined ? {} : { PAGER }),
    ...(GIT_PAGER === undefined ? {} : { GIT_PAGER }),
  };
  const command = [...program, 'diff', of];
  await spawnZoomed({ id: newGuest('pager'), command, folder, env }, around);
}
