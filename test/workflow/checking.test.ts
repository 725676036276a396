/** A workstream before its own gates. Every event happens a second after the one before. */
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { approvalsOf } from '../../src/workflow/approvals.js';
import { workOf } from '../../src/workflow/plan-state.js';
import { waitsForOf } from '../../src/workflow/words.js';
import { picture, plan, play, wave, wishes, ws } from './a-plan.js';

const gated = plan([ws('A', { gates: ['unit'] }), ws('B < A')], [wave('one: A')]);
const asked = ['A runs', 'A idle', 'A completes-again 1'];
/** Judged in the seconds 3, 5 and 7. */
const red = [
  ...asked,
  'A red 3',
  'A completes-again 2',
  'A red 5',
  'A completes-again 3',
  'A red 7',
];

describe('a workstream with gates of its own', () => {
  it.each([
    ['is before them when it says that it is done', asked, 'gating'],
    ['is done when they are green', [...asked, 'A green 3'], 'done'],
    ['works on when one is red', [...asked, 'A red 3'], 'idle'],
    [
      'is judged again when its signal is written again',
      [...asked, 'A red 3', 'A completes-again 2'],
      'gating',
    ],
    [
      'is not judged again by the signal that was judged',
      [...asked, 'A red 3', 'A completes-again 1'],
      'idle',
    ],
    ['is blocked when they were red three times', red, 'blocked'],
    ['works when its agent is busy with it all the same', [...red, 'A busy'], 'working'],
    ['is before them again on a word', [...red, 'A check-asked'], 'gating'],
    ['is blocked when nobody agreed to them', [...asked, 'A not-agreed 3'], 'blocked'],
    ['is not done by gates of another round', [...asked, 'A green 2'], 'gating'],
    ['is judged though its agent has ended', [...asked, 'A exits 0'], 'gating'],
    ['is done though its agent has ended', [...asked, 'A exits 0', 'A green 3'], 'done'],
    [
      'fails when one is red and its agent has ended',
      [...asked, 'A exits 0', 'A red 3'],
      'failed',
    ],
    [
      'is judged on a word though its agent has ended',
      [...asked, 'A exits 0', 'A red 3', 'A check-asked'],
      'gating',
    ],
    [
      'is judged when its signal is read only after its end',
      ['A runs', 'A exits 0', 'A completes-again 1'],
      'gating',
    ],
    ['is done when a person overrides what is red', [...red, 'A overridden'], 'done'],
    [
      'is done by that though its agent has ended',
      [...asked, 'A exits 0', 'A red 3', 'A overridden'],
      'done',
    ],
    ['is not done by that while they run', [...asked, 'A overridden'], 'gating'],
    ['is not done by that when nothing is red', ['A runs', 'A overridden'], 'working'],
    ['is stopped before them', [...asked, 'A stopped'], 'skipped'],
    ['keeps its place when the plan is parked', [...asked, '- is-parked'], 'gating'],
  ])('%s', (_rule, events, state) => {
    expect(picture(play(gated, events).state)).toMatch(new RegExp(`^A:${state} B:`));
  });

  it.each([
    ['asks for them once', asked, ['check A']],
    [
      'tells its agent twice what is red',
      red,
      ['check A', 'tell A', 'check A', 'tell A', 'check A'],
    ],
    [
      'tells it again when the engine was away before it had',
      [...asked, 'A red 3', '- back A'],
      ['check A', 'tell A', 'tell A'],
    ],
    [
      'tells it nothing twice',
      [...asked, 'A red 3', 'A told', '- back A'],
      ['check A', 'tell A'],
    ],
    [
      'asks again when the engine was away',
      [...asked, '- back A'],
      ['check A', 'check A'],
    ],
    [
      'asks not while the plan is parked',
      [...asked, '- is-parked', '- back'],
      ['check A'],
    ],
    [
      'asks again when a parked plan goes on',
      [...asked, '- is-parked', '- back', '- is-resumed'],
      ['check A', 'check A'],
    ],
    [
      'ends the gate that runs when it is stopped',
      [...asked, 'A checks 3', 'A stopped'],
      ['check A', 'end s-A', 'end gate 42'],
    ],
    [
      'ends it when it is started again',
      [...asked, 'A checks 3', 'A restarted'],
      ['check A', 'end s-A', 'end gate 42', 'start A'],
    ],
  ])('%s', (_rule, events, expected) => {
    expect(wishes(play(gated, events).effects).slice(1)).toEqual(expected);
  });

  it('says what it waits for, and is in the inbox when it is blocked', () => {
    const running = play(gated, [...asked, 'A checks 3']).state;
    expect(waitsForOf(running, 0)).toBe('its gate unit');
    const mending = play(gated, [...asked, 'A red 3']).state;
    expect(waitsForOf(mending, 0)).toContain(
      'its agent to mend it: its gate unit is red',
    );
    const blocked = play(gated, red).state;
    expect(waitsForOf(blocked, 0)).toContain('your help: its gate unit is red');
    expect(approvalsOf(blocked)).toMatchObject([{ kind: 'gate', subject: 'A' }]);
  });

  it('keeps its session while it is judged, and its gates no time of its agent', () => {
    const one = plan([ws('A', { gates: ['unit'] }), ws('B')], [], 1);
    const { state } = play(one, [...asked, 'A green 3 @60']);
    expect(picture(play(one, asked).state)).toBe('A:gating B:ready');
    expect(picture(state)).toBe('A:done B:starting');
    expect(workOf(state, workstreamId('A'))).toMatchObject({
      worked: 2000,
      checks: { ms: 10, runs: 1, red: 0 },
    });
  });
});
