/** Every demonstration, the one that is meant without a name first. */
import type { Demo } from './demo.js';
import { demoPlan } from './plan.js';
import { staged } from './staged.js';
import { stagedDemos } from './staged-demos.js';
import { tasks } from './tasks.js';

const week: Demo = {
  name: 'week',
  summary: 'a week of seven workstreams in five waves',
  unitMs: 18_000,
  unit: 'd',
  plan: demoPlan,
  tasks,
  byHand: { unit: 'days', sequential: 21, parallel: 7 },
};

export const demos: readonly [Demo, ...Demo[]] = [week, ...stagedDemos.map(staged)];
