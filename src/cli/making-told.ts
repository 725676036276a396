import type { EngineEvent } from '../protocol/engine.js';

/** Worktrees of a large repository, or of many workstreams, take a minute. */
const TOLD_EVERY_MS = 1000;

/** Says now and then how many worktrees of a plan there are; nothing where that is soon done. */
export function makingTold(
  note: (text: string) => void,
  clock = () => performance.now(),
): (event: EngineEvent) => void {
  let toldAt = clock();
  return (event) => {
    if (event.type !== 'worktreesMade' || event.made === event.of) return;
    if (clock() - toldAt < TOLD_EVERY_MS) return;
    toldAt = clock();
    note(`${event.made} of ${event.of} worktrees are made`);
  };
}
