import { describe, expect, it } from 'vitest';
import { approvalId } from '../../src/domain/ids.js';
import { inboxOf } from '../../src/domain/inbox.js';
import { aStatus, aWave, aWorkstream, anInbox } from '../helpers/console-state.js';

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

it('offers to see to all that ask for attention at once', () => {
  const another = {
    id: approvalId('escalation:B'),
    kind: 'escalation',
    subject: 'B',
    since: 9,
  } as const;
  const approvals = [...anInbox.approvals, another];
  const items = inboxOf({ ...anInbox, approvals }).filter(
    ({ kind }) => kind === 'escalation',
  );
  expect(items.map(({ answers }) => answers.map(({ command }) => command))).toEqual([
    ['ack A', 'ack --all'],
    ['ack B', 'ack --all'],
  ]);
});

describe('a workstream that cannot go on by itself', () => {
  it.each([
    [
      'blocked' as const,
      { waitsFor: 'your help: I need the key' },
      'your help: I need the key',
      ['attach C', 'send C "..."', 'handover C --agent NAME', 'stop C'],
    ],
    [
      'failed' as const,
      { waitsFor: 'its agent exited with 3', redRuns: 0 },
      'its agent exited with 3',
      ['restart C', 'replay C', 'handover C --agent NAME', 'stop C'],
    ],
    [
      'failed' as const,
      { waitsFor: 'it needs a file', redRuns: 0, session: null },
      'it needs a file',
      ['restart C', 'handover C --agent NAME', 'stop C'],
    ],
    [
      'failed' as const,
      { waitsFor: 'its session was lost with its host', lost: true, session: null },
      'its session was lost with its host',
      ['restart C', 'restart --all', 'handover C --agent NAME', 'stop C'],
    ],
    [
      'failed' as const,
      { waitsFor: 'why', hold: { by: 'ada', why: '', since: 0 }, session: null },
      'why',
      ['resume C', 'handover C --agent NAME', 'stop C'],
    ],
    [
      'failed' as const,
      { waitsFor: 'unit is red, and its agent has ended', redRuns: 1, session: null },
      'unit is red, and its agent has ended',
      [
        'restart C',
        'check C',
        'log C',
        'override C --message "..."',
        'handover C --agent NAME',
        'stop C',
      ],
    ],
  ])('%s %j', (kind, change, text, commands) => {
    const workstreams = [aWorkstream('C', { state: kind, ...change })];
    const approvals = [
      { id: approvalId(`${kind}:C`), kind, subject: 'C', since: 0 },
    ] as const;
    const [item] = inboxOf(aStatus({ workstreams, approvals }));
    expect(item?.text).toBe(text);
    expect(item?.answers.map(({ command }) => command)).toEqual(commands);
  });
});

it('says all that one calls for, since one word answers all of it', () => {
  const [first] = anInbox.escalations;
  if (!first) throw new Error('nothing was raised');
  const more = { ...first, id: 'e2', text: 'A: it has used up its budget' };
  const seen = { ...first, id: 'e3', text: 'A: seen to', acknowledgedBy: 'ada' };
  const escalations = [first, seen, more];
  const item = inboxOf({ ...anInbox, escalations }).find(
    ({ kind }) => kind === 'escalation',
  );
  expect(item?.text).toBe('no sign of life for 30m; it has used up its budget');
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
