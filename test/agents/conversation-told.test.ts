import { expect, it } from 'vitest';
import { conversationTold } from '../../src/agents/conversation-told.js';
import { readHookEvent } from '../../src/formats/hook-event.js';
import { shipped } from './shipped.js';

it.each([
  ['its name', { event: 'session.status', sessionID: 'ses_6f2aXZ' }, 'ses_6f2aXZ'],
  [
    'nothing in an event of something else',
    { event: 'permission.asked', sessionID: 'ses_1' },
    undefined,
  ],
  [
    'nothing that would be an option',
    { event: 'session.status', sessionID: '--yolo' },
    undefined,
  ],
  ['nothing of several words', { event: 'session.status', sessionID: 'a b' }, undefined],
  ['nothing without the field', { event: 'session.status' }, undefined],
])('opencode tells of its conversation %s', (_what, event, name) => {
  const read = readHookEvent({ text: JSON.stringify(event), cut: false });
  expect(conversationTold(shipped('opencode').hooks, read ?? {})).toBe(name);
});

it('an agent whose file says nothing of it tells none', () => {
  expect(conversationTold(shipped('claude').hooks, { session_id: 'x' })).toBeUndefined();
  expect(conversationTold(undefined, { sessionID: 'x' })).toBeUndefined();
});
