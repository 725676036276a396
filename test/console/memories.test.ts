/** The dialog in which a person judges what an agent learned. */
import { describe, expect, it } from 'vitest';
import { step } from '../../src/console/step.js';
import type { ConsoleState } from '../../src/console/state.js';
import { approvalId, workstreamId } from '../../src/domain/ids.js';
import type { Memory, Review } from '../../src/domain/memory.js';
import { aConsole, aMemory, aStatus, after, NOW } from '../helpers/console-state.js';
import { eventsOf, press } from '../helpers/press.js';

const rejected: Review = { verdict: 'rejected', by: 'ada', at: NOW };

const approvals = ['A', 'B'].map((subject) => ({
  id: approvalId(`memory:${subject}`),
  kind: 'memory' as const,
  subject,
  since: NOW,
}));
const waiting = after(aConsole(), [{ type: 'status', status: aStatus({ approvals }) }]);
const opened = press(waiting, 'I enter');
const read = told(opened, [
  aMemory('m1'),
  aMemory('m2'),
  aMemory('m3', { workstream: workstreamId('B') }),
]);

describe('the memories of a workstream', () => {
  it('are asked for from the inbox', () => {
    expect(effectsOf(press(waiting, 'I'), 'enter')).toEqual([{ type: 'readMemories' }]);
    expect(opened.view).toMatchObject({ type: 'memories', workstream: 'A' });
  });

  it.each([
    ['keeps', 'down a', { type: 'review', memory: 'm2', verdict: 'accepted' }],
    ['keeps by Enter', 'enter', { type: 'review', memory: 'm1', verdict: 'accepted' }],
    ['drops', 'down down r', { type: 'review', memory: 'm2', verdict: 'rejected' }],
    ['changes', 'e', { type: 'editMemory', memory: 'm1' }],
  ])('%s the marked one', (_rule, keys, effect) => {
    const [last = '', ...before] = keys.split(' ').toReversed();
    const at = before.length > 0 ? press(read, before.toReversed().join(' ')) : read;
    expect(effectsOf(at, last)).toEqual([effect]);
  });

  it('are gone when they are judged, and the inbox is back after the last', () => {
    const first = told(press(read, 'down'), [
      aMemory('m1', { review: rejected }),
      aMemory('m2'),
    ]);
    expect(first.view).toMatchObject({ memories: { value: [{ id: 'm2' }] }, scroll: 0 });
    const none = told(first, [
      aMemory('m1', { review: rejected }),
      aMemory('m2', { review: rejected }),
    ]);
    expect(none.view).toMatchObject({ type: 'inbox', items: [{ subject: 'B' }] });
  });

  it('are asked for again when something changes', () => {
    const status = { type: 'status', status: aStatus({ approvals }) } as const;
    expect(step(read, status)[1]).toEqual([{ type: 'readMemories' }]);
  });

  it('stay where the file cannot be written, with the reason', () => {
    const refused = { type: 'refused', text: 'it is no file', at: NOW } as const;
    expect(after(read, [refused])).toMatchObject({
      view: { type: 'memories' },
      notice: { level: 'error', text: 'it is no file' },
    });
    expect(after(opened, [refused]).view.type).toBe('panes');
  });

  it('do nothing before they are there', () => {
    expect(['a', 'r', 'e'].flatMap((key) => effectsOf(opened, key))).toEqual([]);
    expect(press(opened, 'escape').view).toMatchObject({ type: 'inbox' });
  });
});

function told(state: ConsoleState, memories: readonly Memory[]): ConsoleState {
  return after(state, [{ type: 'memoriesRead', memories }]);
}

function effectsOf(state: ConsoleState, key: string) {
  return eventsOf(state, key).flatMap((event) => step(state, event)[1]);
}
