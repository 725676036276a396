/** Plans and what becomes of them in few words, for the tests of this folder. */
import { unreachable } from '../../src/base/assert.js';
import { waveId, workstreamId } from '../../src/domain/ids.js';
import type { Plan, Wave, Workstream } from '../../src/domain/plan.js';
import type { Effect } from '../../src/workflow/effect.js';
import type { Made } from '../../src/workflow/event.js';
import { PlanMachine } from '../../src/workflow/plan-machine.js';
import { EMPTY_PLAN, type PlanState } from '../../src/workflow/plan-state.js';
import type { Chronicle } from '../../src/workflow/report/chronicle.js';
import { waveStateOf, workStateOf } from '../../src/workflow/state-names.js';
import { fact } from './a-fact.js';

/** `A`, `B < A` (hard), `C < A ~B` (B soft). */
export function ws(text: string, more: Partial<Workstream> = {}): Workstream {
  const [id = '', dependencies = ''] = text.split(/ *< */);
  return {
    id: workstreamId(id),
    name: id,
    branch: `workstream/${id}`,
    agent: undefined,
    command: undefined,
    role: '',
    prompt: '',
    estimateMs: undefined,
    priority: 'medium',
    dependsOn: dependencies
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => ({
        id: workstreamId(name.replace('~', '')),
        soft: name.startsWith('~'),
      })),
    owns: [],
    approval: 'plan',
    gates: [],
    ...more,
  };
}

/** `one: A B`, `two: @one C > main`; `@` names a wave, `>` the target. */
export function wave(text: string, more: Partial<Wave> = {}): Wave {
  const [head = '', target] = text.split(/ *> */);
  const [id = '', members = ''] = head.split(/ *: */);
  return {
    id: waveId(id),
    members: members
      .split(' ')
      .map((name) =>
        name.startsWith('@')
          ? { type: 'wave', id: waveId(name.slice(1)) }
          : { type: 'workstream', id: workstreamId(name) },
      ),
    target: target ?? `integration/${id}`,
    from: 'main',
    gates: [],
    onRed: 'ask',
    approval: 'ask',
    ...more,
  };
}

export function plan(
  workstreams: readonly Workstream[],
  waves: readonly Wave[] = [],
  maxSessions = 9,
): Plan {
  return { ...EMPTY_PLAN, name: 'week-2', base: 'main', workstreams, waves, maxSessions };
}

export type Played = {
  readonly state: PlanState;
  readonly effects: readonly Effect[];
  readonly chronicle: Chronicle;
};

/** Takes the plan at 0, then lets an event happen every second, or at its `@seconds`. */
export function play(
  taken: Plan,
  events: readonly string[],
  made: readonly Made[] = [],
): Played {
  const machine = new PlanMachine();
  const effects = [...machine.apply({ at: 0, type: 'planTaken', plan: taken, made })];
  for (const [index, text] of events.entries()) {
    const [words = '', seconds = `${index + 1}`] = text.split(' @');
    effects.push(...machine.apply({ at: Number(seconds) * 1000, ...fact(words) }));
  }
  return { state: machine.state, effects, chronicle: machine.chronicle };
}

/** `A:working B:planned one:draft`. */
export function picture(state: PlanState): string {
  const works = state.works.flat();
  const waves = state.waves.flat();
  return [
    ...state.plan.workstreams.map(({ id }, at) => {
      const work = works[at];
      return `${id}:${work ? workStateOf(work) : '?'}`;
    }),
    ...state.plan.waves.map(({ id }, at) => {
      const wave = waves[at];
      return `${id}:${wave ? waveStateOf(wave) : '?'}`;
    }),
  ].join(' ');
}

/** `start A`, `approve A r1 plan`, `merge one me`, `end s-A`; notices left out. */
export function wishes(effects: readonly Effect[]): readonly string[] {
  return effects.flatMap((effect) => {
    switch (effect.type) {
      case 'startSession':
        return [`start ${effect.workstream}`];
      case 'endSession':
        return [`end ${effect.session}`];
      case 'approvePlan':
        return [`approve ${effect.workstream} ${effect.revision} ${effect.by}`];
      case 'checkWork':
        return [`check ${effect.workstream}`];
      case 'tellRed':
        return [`tell ${effect.workstream}`];
      case 'interruptAgent':
        return [`interrupt ${effect.workstream}`];
      case 'nudgeAgent':
        return [`nudge ${effect.workstream}`];
      case 'tellPrompt':
        return [`prompt ${effect.workstream}`];
      case 'endGate':
        return [`end gate ${effect.process.pid}`];
      case 'deliverNotes':
        return [`deliver to ${effect.workstream}`];
      case 'mergeWave':
        return [`merge ${effect.wave} ${effect.by}`];
      case 'notify':
        return [];
      default:
        return unreachable(effect);
    }
  });
}

export const one = plan([ws('A')]);
export const pair = plan([ws('A'), ws('B < A')], [wave('one: A'), wave('two: B')]);
export const chain = plan([ws('A'), ws('B < A'), ws('C < B')]);
export const landed = ['A runs', 'A completes', 'one merging', 'one lands'];
