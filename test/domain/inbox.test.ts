import { expect, it } from 'vitest';
import { inboxOf } from '../../src/domain/inbox.js';
import { aWave, anInbox } from '../helpers/console-state.js';

it('says what is the matter, and how it is answered', () => {
  const lines = inboxOf(anInbox).map(
    ({ kind, subject, text, answers }) =>
      `${kind} ${subject}: ${text} (${answers.map(({ command }) => command).join(', ')})`,
  );
  expect(lines).toEqual([
    'plan B: its plan waits for your approval (approve B, reject B --message "...")',
    'permission A: it waits for your choice in its menu (attach A)',
    'gate C: your help: its gate unit is red: it exited with 1 (check C, log C, override C --message "...")',
    'escalation A: no sign of life for 30m (ack A)',
    'landing wave1: your word to merge it (merge wave1)',
  ]);
});

it('offers to let go on what a rule has put on hold', () => {
  const hold = { by: 'plan', why: 'no sign of life for 30m', since: 0 };
  const workstreams = anInbox.workstreams.map((one) =>
    one.id === 'A' ? { ...one, state: 'held' as const, hold } : one,
  );
  const held = inboxOf({ ...anInbox, workstreams }).find(
    ({ kind }) => kind === 'escalation',
  );
  expect(held?.answers.map(({ command }) => command)).toEqual(['resume A', 'ack A']);
});

it('offers the ways on of a wave that is blocked', () => {
  const choices = [
    { name: 'find', text: 'search for who makes it red' },
    { name: 'abort', text: 'ask no more' },
  ] as const;
  const waves = [aWave('wave1', { state: 'blocked', blockedBy: 'unit is red', choices })];
  const approvals = anInbox.approvals.filter(({ subject }) => subject === 'wave1');
  expect(inboxOf({ ...anInbox, waves, approvals })).toMatchObject([
    {
      text: 'unit is red',
      answers: [{ command: 'decide wave1 find' }, { command: 'decide wave1 abort' }],
    },
  ]);
});
