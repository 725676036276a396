/**
 * A plan from its first start to its last landing, in days: each agent works as long as
 * was estimated, and every wave is merged at the moment it is ready.
 */
import { expect, it } from 'vitest';
import { commitId, sessionId } from '../../src/domain/ids.js';
import type { Plan } from '../../src/domain/plan.js';
import { readPlan } from '../../src/formats/plan-file.js';
import { problemLine } from '../../src/formats/problem.js';
import type { Effect } from '../../src/workflow/effect.js';
import type { PlanEvent } from '../../src/workflow/event.js';
import { PlanMachine } from '../../src/workflow/plan-machine.js';
import { reportOf } from '../../src/workflow/report/report.js';

const DAY_MS = 86_400_000;

const WEEK = `
version: 1
name: week-2
maxSessions: 7
workstreams:
  - { id: TD2, estimate: 2d, priority: critical }
  - { id: TD1, estimate: 2d, priority: critical, dependsOn: [TD2] }
  - { id: TD3, estimate: 2d, priority: high, dependsOn: [TD1, TD2] }
  - { id: TD4, estimate: 4d, priority: high }
  - { id: WS1, estimate: 4d, dependsOn: [{ id: TD2, soft: true }] }
  - { id: WS2, estimate: 2d, dependsOn: [TD2] }
  - { id: WS3, estimate: 5d, dependsOn: [{ id: TD2, soft: true }] }
waves:
  - { id: wave1, members: [TD2], target: integration }
  - { id: wave2, members: [TD1, TD4], target: integration }
  - { id: wave3, members: [WS1, TD3], target: integration }
  - { id: wave4, members: [WS2], target: integration }
  - { id: wave5, members: [WS3], target: integration }
  - { id: final, members: [wave5], target: main }
`;

it('seven workstreams of 21 days land in 6', () => {
  const { diary, report } = live(read(WEEK));
  expect(diary).toEqual([
    'day 0: TD2 TD4 WS3 WS1 start',
    'day 2: wave1 lands, TD1 WS2 start',
    'day 4: wave2 lands, TD3 start',
    'day 6: wave3 wave4 wave5 final lands',
  ]);
  expect(report).toMatchObject({
    sequentialMs: 21 * DAY_MS,
    criticalPathMs: 6 * DAY_MS,
    makespanMs: 6 * DAY_MS,
    speedup: 3.5,
  });
});

it('with two sessions the urgent go first, and none stands idle: 11 days', () => {
  const { diary, report } = live(read(WEEK.replace('maxSessions: 7', 'maxSessions: 2')));
  expect(diary).toEqual([
    'day 0: TD2 TD4 start',
    'day 2: wave1 lands, WS3 start',
    'day 4: TD1 start',
    'day 6: wave2 lands, WS1 start',
    'day 7: TD3 start',
    'day 9: WS2 start',
    'day 10: wave3 lands',
    'day 11: wave4 wave5 final lands',
  ]);
  expect(report.makespanMs).toBe(11 * DAY_MS);
});

type Due = { readonly day: number; readonly effect: Effect };

/** Does what the machine asks for, and writes down what happened on which day. */
function live(plan: Plan) {
  const machine = new PlanMachine();
  const due: Due[] = [];
  const diary = new Map<number, { starts: string[]; landings: string[] }>();
  const estimates = new Map(
    plan.workstreams.map(({ id, estimateMs = 0 }) => [id, estimateMs]),
  );

  function happen(day: number, event: PlanEvent): void {
    const page = diary.get(day) ?? { starts: [], landings: [] };
    diary.set(day, page);
    for (const effect of machine.apply(event)) {
      if (effect.type === 'notify' && effect.text.endsWith('is ready to merge'))
        land(day, effect.text.replace(' is ready to merge', ''), page.landings);
      if (effect.type !== 'startSession') continue;
      page.starts.push(effect.workstream);
      due.push({ day: day + (estimates.get(effect.workstream) ?? 0) / DAY_MS, effect });
      const session = sessionId(effect.workstream);
      const { workstream } = effect;
      happen(day, {
        at: day * DAY_MS,
        type: 'sessionStarted',
        workstream,
        session,
        agent: 'x',
      });
    }
  }

  function land(day: number, name: string, landings: string[]): void {
    const wave = plan.waves.find(({ id }) => id === name)?.id;
    if (!wave) throw new Error(`no wave ${name}`);
    landings.push(name);
    const at = day * DAY_MS;
    happen(day, { at, type: 'mergeStarted', wave, by: 'me' });
    happen(day, { at, type: 'landed', wave, commit: commitId('c'.repeat(40)) });
  }

  happen(0, { at: 0, type: 'planTaken', plan, made: [] });
  for (let next = earliest(due); next; next = earliest(due)) {
    const { day, effect } = next;
    if (effect.type !== 'startSession') continue;
    const { workstream } = effect;
    const signal = {
      file: '',
      workstream,
      status: 'complete',
      validationPassed: true,
      notes: '',
      filesCreated: [],
      filesModified: [],
    };
    happen(day, { at: day * DAY_MS, type: 'signalled', workstream, signal });
  }
  return {
    diary: [...diary].flatMap(page),
    report: reportOf(machine, 99 * DAY_MS),
  };
}

function earliest(due: Due[]): Due | undefined {
  due.sort((a, b) => a.day - b.day);
  return due.shift();
}

function page([day, { starts, landings }]: [
  number,
  { starts: string[]; landings: string[] },
]) {
  const parts = [
    ...(landings.length > 0 ? [`${landings.join(' ')} lands`] : []),
    ...(starts.length > 0 ? [`${starts.join(' ')} start`] : []),
  ];
  return parts.length === 0 ? [] : [`day ${day}: ${parts.join(', ')}`];
}

function read(text: string): Plan {
  const plan = readPlan(text, { file: 'week.yaml', defaultBase: 'main' });
  if (plan.ok) return plan.value;
  throw new Error(plan.failure.map(problemLine).join('\n'));
}
