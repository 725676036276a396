/**
 * The rules of plans, each as a story: the plan, what happened, how it stands then. In
 * the plan `B < A` depends hard on A, `~A` only softly; `one: A` is a wave.
 */
import { describe, expect, it } from 'vitest';
import { chain, landed, one, pair, picture, plan, play, wave, ws } from './a-plan.js';

describe('a workstream', () => {
  it.each([
    ['W1 starts when it depends on nothing', one, [], 'A:starting'],
    ['W2 works once its session runs', one, ['A runs'], 'A:working'],
    ['W3 is done by a complete signal', one, ['A runs', 'A completes'], 'A:done'],
    ['W3 not by one whose validation failed', one, ['A runs', 'A invalid'], 'A:blocked'],
    ["W3 not by another's signal", one, ['A runs', 'A foreign'], 'A:working'],
    ['W3 not by a signal left from before', one, ['A completes', 'A runs'], 'A:working'],
    [
      'W4 fails when its agent exits with an error',
      one,
      ['A runs', 'A exits 1'],
      'A:failed',
    ],
    ['W4 fails when its agent is killed', one, ['A runs', 'A killed'], 'A:failed'],
    [
      'W4 fails when its agent exits without a signal',
      one,
      ['A runs', 'A exits 0'],
      'A:failed',
    ],
    [
      'W4 is done when the signal is read only after the exit',
      one,
      ['A runs', 'A exits 0', 'A completes'],
      'A:done',
    ],
    [
      'W4 stays failed when an agent that crashed had signalled',
      one,
      ['A runs', 'A exits 1', 'A completes'],
      'A:failed',
    ],
    [
      'W4 stays done when its session exits',
      one,
      [...landed.slice(0, 2), 'A exits 1'],
      'A:done',
    ],
    [
      'W5 a command of its own is done when it exits with 0',
      plan([ws('A', { command: ['make'] })]),
      ['A runs', 'A exits 0'],
      'A:done',
    ],
    ['W6 fails when it cannot start', one, ['A cannot-start'], 'A:failed'],
    ['W7 starts until its agent has loaded', one, ['A runs', 'A loads'], 'A:starting'],
    ['W7 waits for a look at its plan', one, ['A runs', 'A plans r1'], 'A:plan_review'],
    [
      'W7 works on when its plan is approved',
      one,
      ['A runs', 'A waits', 'A plans r1', 'A approved r1'],
      'A:working',
    ],
    [
      'W7 an answer to an older plan approves nothing',
      one,
      ['A runs', 'A plans r1', 'A plans r2', 'A approved r1'],
      'A:plan_review',
    ],
    [
      'W7 rests when it is seen to before its approval is on record',
      one,
      ['A runs', 'A waits', 'A plans r1', 'A idle', 'A approved r1'],
      'A:idle',
    ],
    [
      'W7 works on its plan again when it is rejected',
      one,
      ['A runs', 'A plans r1', 'A rejected'],
      'A:working',
    ],
    [
      'W7 an approved plan is not asked about again',
      one,
      ['A runs', 'A plans r1', 'A approved r1', 'A plans r1'],
      'A:working',
    ],
    [
      'W7 without approvals no plan waits',
      plan([ws('A', { approval: 'none' })]),
      ['A runs', 'A plans r1'],
      'A:working',
    ],
    ['W8 waits when its agent asks', one, ['A runs', 'A waits'], 'A:waiting'],
    ['W8 is idle when its agent is', one, ['A runs', 'A idle'], 'A:idle'],
    [
      'W8 works when its agent is busy again',
      one,
      ['A runs', 'A waits', 'A busy'],
      'A:working',
    ],
    ['W9 is skipped when it is stopped', one, ['A runs', 'A stopped'], 'A:skipped'],
    [
      'W9 stays done when it is stopped',
      one,
      ['A runs', 'A completes', 'A stopped'],
      'A:done',
    ],
    [
      'W10 starts again after a failure',
      one,
      ['A runs', 'A exits 1', 'A restarted'],
      'A:starting',
    ],
    [
      'W10 starts again after a stop',
      one,
      ['A runs', 'A stopped', 'A restarted'],
      'A:starting',
    ],
    [
      'W10 the exit of its old session does it no harm',
      one,
      ['A runs', 'A restarted', 'A exits 1'],
      'A:starting',
    ],
    [
      'W10 what is done is not done again',
      one,
      ['A runs', 'A completes', 'A restarted'],
      'A:done',
    ],
  ])('%s', (_rule, taken, events, expected) => {
    expect(picture(play(taken, events).state)).toBe(expected);
  });
});

describe('dependencies', () => {
  it.each([
    ['D1 hold a workstream back', pair, [], 'A:starting B:planned one:draft two:draft'],
    [
      'D1 done is not enough: they must have landed',
      pair,
      landed.slice(0, 3),
      'A:done B:planned one:merging two:draft',
    ],
    ['D1 landed lets it start', pair, landed, 'A:landed B:starting one:landed two:draft'],
    [
      'D2 in no wave only have to be done',
      chain,
      landed.slice(0, 2),
      'A:done B:starting C:planned',
    ],
    [
      'D2 in the same wave only have to be done',
      plan([ws('A'), ws('B < A')], [wave('one: A B')]),
      landed.slice(0, 2),
      'A:done B:starting one:draft',
    ],
    [
      'D3 soft ones hold nothing back',
      plan([ws('A'), ws('B < ~A')]),
      [],
      'A:starting B:starting',
    ],
    [
      'D4 that fail stop all that follows',
      chain,
      ['A runs', 'A exits 1'],
      'A:failed B:upstream_failed C:upstream_failed',
    ],
    [
      'D4 that are started again free it',
      chain,
      ['A runs', 'A exits 1', 'A restarted'],
      'A:starting B:planned C:planned',
    ],
    [
      'D4 all that failed must recover',
      plan([ws('A'), ws('B'), ws('C < A B')]),
      ['A runs', 'B runs', 'A exits 1', 'B exits 1', 'A restarted'],
      'A:starting B:failed C:upstream_failed',
    ],
    [
      'D5 whose landing is rolled back hold back what has not started',
      plan(
        [ws('A', { priority: 'high' }), ws('X', { priority: 'high' }), ws('B < A')],
        [wave('one: A')],
        1,
      ),
      [...landed, 'X runs', 'one rolled-back'],
      'A:rolled_back X:working B:planned one:rolled_back',
    ],
  ])('%s', (_rule, taken, events, expected) => {
    expect(picture(play(taken, events).state)).toBe(expected);
  });
});
