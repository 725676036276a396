/** Dependencies of which the signal is enough: who begins upon them, and what lands first. */
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import type { Plan } from '../../src/domain/plan.js';
import { blockedByOf, waitsForOf } from '../../src/workflow/words.js';
import { picture, plan, play, wave, ws } from './a-plan.js';

const A = { id: workstreamId('A'), soft: false };
const waves = [wave('one: A'), wave('two: B > main')];
const byLanding = plan([ws('A'), ws('B', { dependsOn: [A] })], waves);
const bySignal = plan(
  [ws('A'), ws('B', { dependsOn: [{ ...A, bySignal: true }] })],
  waves,
);
const gated: Plan = {
  ...bySignal,
  workstreams: [ws('A', { gates: ['unit'] }), ...bySignal.workstreams.slice(1)],
};
const done = ['A runs', 'A completes'];

describe('a dependency by signal', () => {
  it.each<[string, Plan, readonly string[], string]>([
    ['by landing it waits for its wave', byLanding, done, 'A:done B:planned'],
    ['by signal it only has to be done', bySignal, done, 'A:done B:starting'],
    ['which it is not before its gates', gated, done, 'A:gating B:planned'],
    [
      'nor when its validation failed',
      bySignal,
      ['A runs', 'A invalid'],
      'A:blocked B:planned',
    ],
    [
      'nor when it failed',
      bySignal,
      ['A runs', 'A exits 1'],
      'A:failed B:upstream_failed',
    ],
  ])('%s', (_rule, taken, events, expected) => {
    const { state } = play(taken, events);
    expect(picture(state).replace(/ one:.*/, '')).toBe(expected);
  });

  it('says that it is to be done, not to land', () => {
    expect(waitsForOf(play(bySignal, ['A runs']).state, 1)).toBe('A to be done');
    expect(waitsForOf(play(byLanding, ['A runs']).state, 1)).toBe('A to land');
  });

  it('lands before what was begun upon it', () => {
    const events = [...done, 'B runs', 'B completes'];
    const { state } = play(bySignal, events);
    expect(picture(state)).toBe('A:done B:done one:ready two:draft');
    expect(blockedByOf(state, 1)).toBe('waits for one');
    expect(picture(play(bySignal, [...events, 'one lands']).state)).toBe(
      'A:landed B:done one:landed two:ready',
    );
  });
});
