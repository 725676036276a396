/** What is in the inbox of workstreams that cannot go on by themselves. */
import { describe, expect, it } from 'vitest';
import { approvalsOf } from '../../src/workflow/approvals.js';
import { plan, play, ws } from './a-plan.js';

describe('a workstream that cannot go on by itself is in the inbox', () => {
  it.each([
    ['when its agent failed', ['A runs', 'A exits 3'], ['failed']],
    ['when it could not start', ['A cannot-start'], ['failed']],
    ['when its session was lost with its host', ['A runs', '- back'], ['failed']],
    ['when its agent left without its signal', ['A runs', 'A exits 0'], ['failed']],
    ['when its agent asks for help', ['A runs', 'A gives-up no-key'], ['blocked']],
    ['when its own validation failed', ['A runs', 'A invalid'], ['blocked']],
    ['when its agent shows an error', ['A runs', 'A errs login'], ['blocked']],
    ['not when it went on by itself', ['A runs', 'A gives-up no-key', 'A busy'], []],
    ['not when it starts again', ['A runs', 'A exits 3', 'A restarted'], []],
    ['not when it was given up', ['A runs', 'A exits 3', 'A stopped'], []],
    ['not when a person stopped it', ['A runs', 'A stopped'], []],
  ])('%s', (_when, events, kinds) => {
    const { state } = play(plan([ws('A'), ws('B < A')]), events);
    expect(approvalsOf(state).map(({ id }) => id)).toEqual(
      kinds.map((kind) => `${kind}:A`),
    );
  });

  it('but not an agent without a plan whose person has left it', () => {
    const alone = plan([ws('A', { briefed: false })]);
    expect(approvalsOf(play(alone, ['A runs', 'A exits 0']).state)).toEqual([]);
    expect(approvalsOf(play(alone, ['A runs', 'A exits 3']).state)).toMatchObject([
      { kind: 'failed', subject: 'A', since: 2000 },
    ]);
  });
});
