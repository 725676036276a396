/** Notes between workstreams. Every event happens a second after the one before. */
import { describe, expect, it } from 'vitest';
import { commitId, workstreamId } from '../../src/domain/ids.js';
import { bindingOf, MAX_WAITING, notesOf, queuedFor } from '../../src/workflow/notes.js';
import type { PlanState } from '../../src/workflow/plan-state.js';
import { fact } from './a-fact.js';
import { step } from '../../src/workflow/step.js';
import { plan, play, wishes, ws } from './a-plan.js';

const two = plan([ws('A'), ws('B')]);
const made = two.workstreams.map(({ id, branch }) => ({
  workstream: id,
  path: `/x/${id}`,
  branch,
  start: commitId('c'.repeat(40)),
}));

/** `n1 A -> B waiting: its agent is at work`, one for each delivery. */
function told(state: PlanState): readonly string[] {
  return notesOf(state).flatMap(({ id, from, deliveries }) =>
    deliveries.map(
      ({ to, state, why }) =>
        `${id} ${from.type === 'workstream' ? from.id : from.name} -> ${to} ${state}` +
        (why === null ? '' : `: ${why}`),
    ),
  );
}

describe('a note', () => {
  it.each([
    [
      'waits for its agent to start',
      ['A writes B'],
      'waiting: its agent has not started',
    ],
    [
      'waits while its agent is at work',
      ['B runs', 'B busy', 'A writes B'],
      'waiting: its agent is at work',
    ],
    [
      'waits while nobody knows what its agent does',
      ['B runs', 'A writes B'],
      'waiting: its agent is not seen to be at rest',
    ],
    [
      'waits while its agent asks something',
      ['B runs', 'B waits y', 'A writes B'],
      'waiting: its agent waits for an answer',
    ],
    [
      'waits while its plan does',
      ['B runs', 'B plans r1', 'B idle', 'A writes B'],
      'waiting: its plan waits for an answer',
    ],
    [
      'waits while it is on hold',
      ['B runs', 'B held', 'B idle', 'A writes B'],
      'waiting: it is on hold',
    ],
    [
      'waits for one that may be started again',
      ['B runs', 'B exits 1', 'A writes B'],
      'waiting: its agent has ended',
    ],
    [
      'waits for one that could not start',
      ['B cannot-start', 'A writes B'],
      'waiting: its agent has not started',
    ],
    ['is delivered', ['B runs', 'B idle', 'A writes B', 'B reads n1'], 'delivered'],
    [
      'is refused when its work is done',
      ['B runs', 'B completes', 'A writes B'],
      'refused: its work is done',
    ],
    [
      'is refused when its work gets done before it is told',
      ['B runs', 'A writes B', 'B completes'],
      'refused: its work was done before',
    ],
  ] satisfies [string, string[], string][])('%s', (_what, events, state) => {
    expect(told(play(two, events).state)).toEqual([`n1 A -> B ${state}`]);
  });

  it('is refused for whom there is not, and taken for the others', () => {
    const { state } = play(two, ['A writes B+Z']);
    expect(told(state)).toEqual([
      'n1 A -> B waiting: its agent has not started',
      'n1 A -> Z refused: there is no workstream "Z"',
    ]);
  });

  it('is refused where many wait already', () => {
    const many = Array.from({ length: MAX_WAITING + 1 }, () => 'A writes B');
    expect(told(play(two, many).state).at(-1)).toBe(
      `n${MAX_WAITING + 1} A -> B refused: ${MAX_WAITING} notes wait for it already`,
    );
  });

  it('that is taken back is told to nobody who was not told yet', () => {
    const { state } = play(two, [
      'B runs',
      'B idle',
      'A writes B',
      'A writes B',
      'B reads n1',
    ]);
    const withdrawn = ['n1', 'n2'].reduce(
      (before, note) =>
        step(before, { at: 9, type: 'noteWithdrawn', note, by: 'ada' })[0],
      state,
    );
    expect(told(withdrawn)).toEqual([
      'n1 A -> B delivered',
      'n2 A -> B withdrawn: taken back by ada',
    ]);
  });

  it.each([
    ['can be taken back while it waits', [], null],
    ['not while it is typed', ['B hears n1'], 'n1 is typed to B at this moment'],
    ['also when it was not typed after all', ['B hears n1', 'B hears'], null],
    ['not when it was told', ['B reads n1'], 'nothing of n1 waits any more'],
  ])('%s', (_when, events, binding) => {
    const { state } = play(two, ['B runs', 'B idle', 'A writes B', ...events]);
    expect(state.notes.all.map((note) => bindingOf(state, note))).toEqual([binding]);
  });

  it.each([
    ['is not told twice where that was cut short', 'B hears n1', 'delivered: the engine'],
    ['waits on where it was not typed after all', 'B hears', 'waiting: its agent is at'],
  ])('%s', (_rule, last, shown) => {
    const events = ['B runs', 'A writes B', 'B hears n1', last, 'B busy', 'x back B'];
    const { state } = play(two, events);
    expect(told(state)).toEqual([expect.stringContaining(`n1 A -> B ${shown}`)]);
    expect(state.notes.typing.size).toBe(0);
  });

  it('that is a long line is shown by its beginning while it waits', () => {
    const { state } = play(two, ['B runs', 'B busy']);
    const [queued] = step(state, {
      at: 9,
      type: 'noteWritten',
      from: { type: 'person', name: 'ada' },
      to: [workstreamId('B')],
      text: 'x'.repeat(200_000),
      file: null,
      kind: 'line',
    });
    const [line] = queuedFor(queued, workstreamId('B'));
    expect(line?.text).toMatch(/^x{100,300}…$/);
  });

  it('that is a line of a person is not refused unsaid', () => {
    const { state } = play(two, ['B runs', 'B busy']);
    const [queued] = step(state, {
      at: 9,
      type: 'noteWritten',
      from: { type: 'person', name: 'ada' },
      to: [workstreamId('B')],
      text: 'the docs, too',
      file: null,
      kind: 'line',
    });
    const [, effects] = step(queued, { at: 10, ...fact('B completes') });
    expect(effects).toContainEqual({
      type: 'notify',
      level: 'warning',
      text: 'B was not told "the docs, too": its work was done before',
    });
  });

  it('is kept with a plan that is taken again, and refused where that has its reader no more', () => {
    const one = { ...two, maxSessions: 1 };
    const { state } = play(one, ['A runs', 'A writes B'], made);
    const [same] = step(state, { at: 9, type: 'planTaken', plan: two, made });
    expect(told(same)).toEqual(['n1 A -> B waiting: its agent has not started']);
    const alone = plan([ws('A')]);
    const [less] = step(state, { at: 9, type: 'planTaken', plan: alone, made });
    expect(told(less)).toEqual(['n1 A -> B refused: the plan has it no more']);
    const [other] = step(state, {
      at: 9,
      type: 'planTaken',
      plan: plan([ws('C')]),
      made: [],
    });
    expect(other.notes.written).toBe(1);
  });
});

describe('telling an agent', () => {
  it.each([
    ['once it rests', ['B runs', 'A writes B', 'B idle'], true],
    ['at once when it rests', ['B runs', 'B idle', 'A writes B'], true],
    ['not while it is at work', ['B runs', 'A writes B', 'B busy'], false],
    [
      'not again for other news',
      ['B runs', 'B idle', 'A writes B', 'B reports 5'],
      false,
    ],
    ['not on hold', ['B runs', 'B idle', 'B held', 'A writes B'], false],
    [
      'once it is resumed',
      ['B runs', 'B held', 'B is-at-rest', 'B idle', 'A writes B', 'B released'],
      true,
    ],
    [
      'again when an engine is back',
      ['B runs', 'B idle', 'A writes B', '- back B'],
      true,
    ],
    [
      'of the next note only when it rests again',
      ['B runs', 'B idle', 'A writes B', 'B reads n1', 'A writes B'],
      false,
    ],
  ] satisfies [string, string[], boolean][])(
    'is asked for %s',
    (_what, events, asked) => {
      const before = play(two, events.slice(0, -1)).effects.length;
      const wished = wishes(play(two, events).effects.slice(before));
      expect(wished.includes('deliver to B')).toBe(asked);
    },
  );
});
