/**
 * `bench-scheduler.mjs WORKSTREAMS RUNS`: plays plans with three dependencies a workstream
 * to their end, every event of them, and prints what that took as JSON. A program of its
 * own, so that its memory is its own.
 */
import { sessionId, workstreamId, type WorkstreamId } from '../src/domain/ids.js';
import type { Plan, Workstream } from '../src/domain/plan.js';
import type { Effect } from '../src/workflow/effect.js';
import type { PlanEvent } from '../src/workflow/event.js';
import { EMPTY_PLAN, initialState } from '../src/workflow/plan-state.js';
import { step } from '../src/workflow/step.js';

const DEPENDENCIES = 3;
const SESSIONS = 50;

const [size = '10000', runs = '1'] = process.argv.slice(2);
const plan = planOf(Number(size));
// What is compiled in time serves a small plan as well as a large one.
for (let run = 0; run < 30; run += 1) play(planOf(100));
const began = performance.now();
let events = 0;
for (let run = 0; run < Number(runs); run += 1) events += play(plan);
const ms = performance.now() - began;
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ ms, events, megabytes })}\n`);

function planOf(count: number): Plan {
  let seed = 7;
  const below = (limit: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % limit;
  };
  const workstreams = Array.from({ length: count }, (_, at) => {
    const before = Array.from({ length: Math.min(at, DEPENDENCIES) }, () => below(at));
    return workstream(at, [...new Set(before)]);
  });
  return {
    ...EMPTY_PLAN,
    name: 'bench',
    base: 'main',
    maxSessions: SESSIONS,
    workstreams,
  };
}

function workstream(at: number, before: readonly number[]): Workstream {
  const id = workstreamId(`w${at}`);
  return {
    id,
    name: id,
    branch: `workstream/${id}`,
    agent: undefined,
    command: undefined,
    role: '',
    prompt: '',
    estimateMs: undefined,
    priority: 'medium',
    dependsOn: before.map((other) => ({ id: workstreamId(`w${other}`), soft: false })),
    owns: [],
    approval: 'none',
    gates: [],
  };
}

/** Gives the number of events. */
function play(taken: Plan): number {
  const first: PlanEvent = { at: 0, type: 'planTaken', plan: taken, made: [] };
  let [state, effects] = step(initialState(), first);
  const open: Effect[] = [...effects];
  let count = 1;
  for (let at = 0; at < open.length; at += 1) {
    const effect = open[at];
    if (effect?.type !== 'startSession') continue;
    for (const event of lifeOf(effect.workstream)) {
      [state, effects] = step(state, event);
      open.push(...effects);
      count += 1;
    }
  }
  const done = state.works.flat().filter(({ life }) => life.phase === 'done').length;
  if (done !== taken.workstreams.length) throw new Error(`only ${done} were done`);
  return count;
}

function lifeOf(workstream: WorkstreamId): readonly PlanEvent[] {
  const session = sessionId(`s-${workstream}`);
  const signal = {
    file: 'x.signal',
    workstream,
    status: 'complete',
    validationPassed: true,
    notes: '',
    filesCreated: [],
    filesModified: [],
  };
  return [
    { at: 1, type: 'sessionStarted', workstream, session, agent: 'demo' },
    { at: 2, type: 'agentSeen', workstream, doing: 'busy', source: 'title', detail: '' },
    { at: 3, type: 'signalled', workstream, signal },
    { at: 4, type: 'sessionExited', workstream, session, code: 0, signal: null },
  ];
}
