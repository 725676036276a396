/** The rules of waves, each as a story. */
import { describe, expect, it } from 'vitest';
import { landed, picture, plan, play, wave, ws } from './a-plan.js';

describe('a wave', () => {
  const shared = plan([ws('A'), ws('B')], [wave('one: A > next'), wave('two: B > next')]);
  const nested = plan([ws('A')], [wave('one: A'), wave('end: @one > main')]);
  const two = plan(
    [ws('A'), ws('B'), ws('C < A'), ws('D < B')],
    [wave('one: A B'), wave('end: C D > main')],
  );
  const both = ['A runs', 'A completes', 'B runs', 'B completes', 'one merging'];
  const mended = ['one lands-without A', 'A restarted', 'A runs', 'A completes'];
  it.each([
    [
      'V1 is a draft until its members are done',
      shared,
      ['A runs'],
      'A:working B:starting one:draft two:draft',
    ],
    [
      'V1 is ready when they are',
      shared,
      landed.slice(0, 2),
      'A:done B:starting one:ready two:draft',
    ],
    [
      'V2 waits for the earlier wave of its target',
      shared,
      ['B runs', 'B completes'],
      'A:starting B:done one:draft two:draft',
    ],
    [
      'V2 is ready when that has landed',
      shared,
      ['B runs', 'B completes', ...landed],
      'A:landed B:done one:landed two:ready',
    ],
    [
      'V3 waits for a wave among its members',
      nested,
      landed.slice(0, 3),
      'A:done one:merging end:draft',
    ],
    ['V3 is ready when that has landed', nested, landed, 'A:landed one:landed end:ready'],
    [
      'V4 gates after its merge',
      nested,
      ['A runs', 'A completes', 'one merging', 'one gating'],
      'A:done one:gating end:draft',
    ],
    [
      'V5 is blocked by a conflict',
      nested,
      [...landed.slice(0, 3), 'one blocked'],
      'A:done one:blocked end:draft',
    ],
    [
      'V5 may be tried again',
      nested,
      [...landed.slice(0, 3), 'one blocked', 'one merging'],
      'A:done one:merging end:draft',
    ],
    [
      'V6 may wait for a checkout',
      nested,
      [...landed.slice(0, 3), 'one waits-to-land'],
      'A:done one:ready_to_land end:draft',
    ],
    [
      'V7 takes its members back with it',
      nested,
      [...landed, 'one rolled-back'],
      'A:rolled_back one:rolled_back end:draft',
    ],
    [
      'V7 may be merged again',
      nested,
      [...landed, 'one rolled-back', 'one merging', 'one lands'],
      'A:landed one:landed end:ready',
    ],
    [
      'V9 leaves out who makes its gate red, and lands the rest',
      two,
      [...both, 'one lands-without A'],
      'A:failed B:landed C:upstream_failed D:starting one:landed end:draft',
    ],
    [
      'V9 is offered again when that is mended, with what needs it still waiting',
      two,
      [...both, ...mended, 'one merging'],
      'A:done B:landed C:upstream_failed D:starting one:merging end:draft',
    ],
    [
      'V9 has landed whole then',
      two,
      [...both, ...mended, 'one merging', 'one lands'],
      'A:landed B:landed C:starting D:starting one:landed end:draft',
    ],
    [
      'V10 is not asked about any more when a person leaves it',
      nested,
      [...landed.slice(0, 3), 'one blocked', 'one decided abort'],
      'A:done one:ready end:draft',
    ],
    [
      'V10 goes on as a person decides',
      nested,
      [...landed.slice(0, 3), 'one blocked', 'one decided find'],
      'A:done one:merging end:draft',
    ],
    [
      'V8 is not merged as a draft',
      nested,
      ['A runs', 'one merging', 'one lands'],
      'A:working one:draft end:draft',
    ],
    [
      'V8 lands once',
      nested,
      [...landed, 'one blocked', 'one merging'],
      'A:landed one:landed end:ready',
    ],
  ])('%s', (_rule, taken, events, expected) => {
    expect(picture(play(taken, events).state)).toBe(expected);
  });
});
