/** How the worktree of a workstream is set up, while it is about to start. */
import type { Effect } from './effect.js';
import type { PlanEvent } from './event.js';
import { withLife, type Work } from './work.js';

type Stepped = readonly [work: Work, effects: readonly Effect[]];

type Of<Type extends PlanEvent['type']> = Extract<PlanEvent, { readonly type: Type }>;

/** One that is not about to start any more needs none. */
export function setUpStarted(work: Work, { process }: Of<'setUpStarted'>): Stepped {
  if (work.life.phase !== 'starting') return [work, [{ type: 'endGate', process }]];
  return [withLife(work, { phase: 'starting', setUp: process }), []];
}

/** Done, and not done again as long as it is the same line. */
export function setUp(work: Work, { line }: Of<'setUp'>): Work {
  const done = { ...work, setUp: line };
  return done.life.phase === 'starting' ? withLife(done, { phase: 'starting' }) : done;
}

/** What runs is begun anew with the next start. */
export function endSetUp({ life }: Work): readonly Effect[] {
  if (life.phase !== 'starting' || life.setUp === undefined) return [];
  return [{ type: 'endGate', process: life.setUp }];
}
