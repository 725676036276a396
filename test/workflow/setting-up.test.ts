/** The set-up of a worktree runs while its workstream is about to start. */
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { workOf } from '../../src/workflow/plan-state.js';
import { picture, plan, play, wishes, ws } from './a-plan.js';

const one = plan([ws('A')]);

describe('the set-up of a workstream', () => {
  it.each([
    ['ends when it is stopped', ['A is-set-up', 'A stopped'], 'skipped', 'end gate 7'],
    ['ends when it is put on hold', ['A is-set-up', 'A held'], 'held', 'end gate 7'],
    [
      'ends when the plan is taken down',
      ['A is-set-up', '- is-parked'],
      'ready',
      'end gate 7',
    ],
    [
      'that a killed engine left ends',
      ['A is-set-up', '- back'],
      'starting',
      'end gate 7',
    ],
    ['that comes too late ends', ['A stopped', 'A is-set-up'], 'skipped', 'end gate 7'],
    [
      'that is over is left alone',
      ['A is-set-up', 'A was-set-up x', 'A stopped'],
      'skipped',
      '',
    ],
  ])('%s', (_rule, events, state, wish) => {
    const played = play(one, events);
    expect(picture(played.state)).toBe(`A:${state}`);
    expect(
      wishes(played.effects)
        .filter((text) => text.startsWith('end gate'))
        .join(),
    ).toBe(wish);
  });

  it('is remembered by its line, which starts anew leave as it is', () => {
    const { state } = play(one, [
      'A was-set-up make',
      'A runs',
      'A exits 1',
      'A renewed',
    ]);
    expect(workOf(state, workstreamId('A'))?.setUp).toBe('make');
  });
});
