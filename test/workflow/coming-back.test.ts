/** What the engine is asked to do, once and after a crash. */
import { describe, expect, it } from 'vitest';
import { commitId, workstreamId } from '../../src/domain/ids.js';
import { factsOf } from '../../src/engine/plan-facts.js';
import { landed, one, pair, picture, plan, play, wave, wishes, ws } from './a-plan.js';

const A = {
  workstream: workstreamId('A'),
  path: '/w/A',
  branch: 'workstream/A',
  start: commitId('0'.repeat(40)),
};

describe('what the engine is asked to do', () => {
  const auto = plan(
    [ws('A', { approval: 'auto' })],
    [wave('one: A', { approval: 'auto' })],
  );
  const narrow = plan([ws('A'), ws('B'), ws('C')], [], 1);
  it.each([
    ['E1 to start what is ready', pair, [], ['start A']],
    ['E1 and what a landing has freed', pair, landed, ['start A', 'start B']],
    ['E2 no more than there are sessions', narrow, ['A runs'], ['start A']],
    ['E2 done sessions do not count', narrow, landed.slice(0, 2), ['start A', 'start B']],
    [
      'E2 what was lost keeps its session',
      narrow,
      ['A runs', 'x back', 'A restarted'],
      ['start A', 'start A'],
    ],
    [
      'E2 until a person gives it up',
      narrow,
      ['A runs', 'x back', 'A stopped'],
      ['start A', 'start B'],
    ],
    ['E2 nor failed ones', narrow, ['A cannot-start'], ['start A', 'start B']],
    [
      'E3 to approve by policy',
      auto,
      ['A runs', 'A plans r1', 'A plans r1'],
      ['start A', 'approve A r1 plan'],
    ],
    ['E4 to merge by policy', auto, landed.slice(0, 2), ['start A', 'merge one plan']],
    ['E5 to end what is stopped', one, ['A runs', 'A stopped'], ['start A', 'end s-A']],
    [
      'E5 even when it was just starting',
      one,
      ['A stopped', 'A runs'],
      ['start A', 'end s-A'],
    ],
    [
      'E6 to end the old session first',
      one,
      ['A runs', 'A restarted'],
      ['start A', 'end s-A', 'start A'],
    ],
    [
      'E7 after a crash, to go on merging',
      pair,
      [...landed.slice(0, 3), 'x back A'],
      ['start A', 'merge one me'],
    ],
    [
      'E7 after a crash, to merge by policy',
      auto,
      [...landed.slice(0, 2), 'x back A'],
      ['start A', 'merge one plan', 'merge one plan'],
    ],
    [
      'E7 after a crash, to approve by policy',
      auto,
      ['A runs', 'A plans r1', 'x back A'],
      ['start A', 'approve A r1 plan', 'approve A r1 plan'],
    ],
    [
      'E7 after a crash, to start what had not started',
      one,
      ['x back'],
      ['start A', 'start A'],
    ],
  ])('%s', (_rule, taken, events, expected) => {
    expect(wishes(play(taken, events).effects)).toEqual(expected);
  });
});

describe('an engine that comes back', () => {
  it.each([
    ['R1 finds what still runs', ['A runs', 'x back A'], 'A:working'],
    ['R2 takes a lost session for an exit', ['A runs', 'x back'], 'A:failed'],
    ['R2 leaves what was done', ['A runs', 'A completes', 'x back'], 'A:done'],
    [
      'R3 reads the signal of a lost session',
      ['A runs', 'x back', 'A completes'],
      'A:done',
    ],
  ])('%s', (_rule, events, expected) => {
    expect(picture(play(one, events).state)).toBe(expected);
  });
});

describe('the conversation that a restart goes on with', () => {
  it.each([
    ['R6 of a lost session is its own', ['A runs', 'x back'], 's-A'],
    ['R6 of a stopped one too', ['A runs', 'A stopped'], 's-A'],
    ['R6 of an agent that ended at work too', ['A runs', 'A busy', 'A exits 1'], 's-A'],
    ['R7 is none of an agent that only ended', ['A runs', 'A exits 1'], undefined],
    [
      'R7 is none when a person wants another',
      ['A runs', 'A busy', 'A exits 1', 'A renewed'],
      undefined,
    ],
  ])('%s', (_rule, events, expected) => {
    expect(play(one, events).state.works[0]?.[0]?.conversation).toBe(expected);
  });
});

describe('the name of that conversation', () => {
  it.each([
    [
      'R8 is what its agent calls it',
      ['A runs', 'A named ses_1', 'A busy', 'A exits 1'],
      'ses_1',
    ],
    [
      'R8 is the last that it told',
      ['A runs', 'A named ses_1', 'A named ses_2'],
      'ses_2',
    ],
    ['R8 is none before it told one', ['A runs', 'A busy', 'A exits 1'], undefined],
    [
      'R9 is gone with it',
      ['A runs', 'A named ses_1', 'A busy', 'A exits 1', 'A renewed'],
      undefined,
    ],
  ])('%s', (_rule, events, expected) => {
    const { state } = play(one, events, [A]);
    expect(factsOf(state, workstreamId('A'))?.conversationName).toBe(expected);
  });
});

describe('a session that was let go of', () => {
  it.each([
    ['R4 is ended after all', ['A runs', 'A stopped', 'x back A'], ['end s-A']],
    [
      'R4 also when its workstream is done',
      ['A runs', 'A completes', 'A stopped', 'x back A'],
      ['end s-A'],
    ],
    ['R5 is left to a workstream that starts', ['A runs', 'x is-parked', 'x back A'], []],
    ['R5 is left when it is gone', ['A runs', 'A stopped', 'x back'], []],
    ['R5 is left when it was not', ['A runs', 'A completes', 'x back A'], []],
  ])('%s', (_rule, events, expected) => {
    const before = play(one, events.slice(0, -1)).effects.length;
    expect(wishes(play(one, events).effects.slice(before))).toEqual(expected);
  });
});
