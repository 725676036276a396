/** What an agent is to be told at its prompt before anything else. */
import { expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { notesOf } from '../../src/workflow/notes.js';
import { workOf } from '../../src/workflow/plan-state.js';
import { one, play, wishes } from './a-plan.js';

const A = workstreamId('A');

it.each([
  ['when it starts', ['A runs-untold'], 1],
  ['not when its launch told it', ['A runs'], 0],
  ['again when the engine was away', ['A runs-untold', '- back A'], 2],
  ['also when it stands at its prompt', ['A runs-untold', 'A is-typed', '- back A'], 2],
  ['not when it was told', ['A runs-untold', 'A is-typed', 'A is-told', '- back A'], 1],
  ['not while it is held', ['A runs-untold', 'A held', '- back A'], 1],
  ['when it goes on', ['A runs-untold', 'A held', '- back A', 'A released'], 2],
  ['not when its session is gone', ['A runs-untold', '- back'], 1],
])('is told %s', (_when, events, times) => {
  const told = wishes(play(one, events).effects).filter((wish) => wish === 'prompt A');
  expect(told).toHaveLength(times);
});

it('begins a conversation only when it was told', () => {
  expect(conversation('A runs')).toBe('s-A');
  expect(conversation('A runs-untold', 'A idle', 'A exits 1')).toBeUndefined();
  expect(conversation('A runs-untold', 'A is-told', 'A idle', 'A exits 1')).toBe('s-A');
});

it('comes before all notes', () => {
  expect(why('A runs-untold')).toBe('its first message comes first');
  expect(why('A runs')).toBe('its prompt is to be empty');
});

function conversation(...events: readonly string[]) {
  return workOf(play(one, events).state, A)?.conversation;
}

function why(...events: readonly string[]) {
  const { state } = play(one, [...events, 'A idle', 'A writes A']);
  return notesOf(state)[0]?.deliveries[0]?.why;
}
