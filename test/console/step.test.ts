import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import {
  aConsole,
  aSession,
  aStatus,
  aWave,
  aWorkstream,
  after,
  asked,
  NOW,
} from '../helpers/console-state.js';
import { eventsOf, place, press } from '../helpers/press.js';

const A = workstreamId('A');

describe('where the keyboard is', () => {
  it.each([
    [
      'in the sidebar when a console opens, on what waits first, and no Escape leaves it',
      'escape escape',
      'sidebar A | B',
    ],
    ['in a pane by its number', '2', 'pane B | B'],
    ['in a pane by Alt and its number, from a pane too', '2 alt+1', 'pane A | A'],
    ['in the pane of the selected line by Enter', 'down enter', 'pane A | A'],
    [
      'in the sidebar by the prefix and s, on the pane that was left',
      '2 ctrl+space s',
      'sidebar B | B',
    ],
    [
      'where it was after a prefix that was given up',
      '2 ctrl+space escape',
      'pane B | B',
    ],
    ['where it was after a key that is no command', '2 ctrl+space F', 'pane B | B'],
    ['in the neighbour by the prefix and an arrow', '1 ctrl+space down', 'pane B | B'],
    ['in the sidebar beyond the leftmost pane', '1 ctrl+space left', 'sidebar A | A'],
    [
      'still in the sidebar while it selects; the pane comes into view',
      'down',
      'sidebar A | A',
    ],
    ['around the end of the sidebar', 'up', 'sidebar A | wave2'],
    ['on the next one that waits', 'down down n', 'sidebar B | B'],
  ])('is %s', (_rule, keys, where) => {
    expect(place(press(aConsole(), keys))).toBe(where);
  });

  it('goes to where a click is', () => {
    const inPane = after(aConsole(), [{ type: 'clicked', column: 60, row: 30 }]);
    expect(place(inPane)).toBe('pane B | B');
    const inSidebar = after(inPane, [{ type: 'clicked', column: 5, row: 6 }]);
    expect(place(inSidebar)).toBe('sidebar A | A');
  });
});

describe('a hold', () => {
  const hold = { by: 'ada', why: '', since: NOW };
  const who = { workstreams: [A] } as const;

  it.each([
    ['is asked for by p', null, { type: 'pause', ...who, why: '' }],
    ['is undone by p', hold, { type: 'resume', ...who }],
  ])('%s', (_rule, hold, request) => {
    const workstreams = [aWorkstream('A', { hold })];
    const state = after(aConsole(), [
      { type: 'status', status: aStatus({ workstreams }) },
      { type: 'selected', subject: { type: 'workstream', id: A } },
    ]);
    const prefixed = press(state, 'ctrl+space');
    expect(asked(prefixed, eventsOf(prefixed, 'p'))).toMatchObject([
      { type: 'ask', request },
    ]);
  });
});

describe('the log of gates', () => {
  const log = '/logs/unit';
  const gates = [{ name: 'unit', state: 'failed', ms: 1, why: 'red', log }] as const;

  it.each([
    ['is that of the workstream that is meant', { gates }, [], A],
    ['is that of a wave otherwise', {}, [aWave('one', { gates })], 'one'],
    ['is that of a workstream where no wave has one', { gates }, [aWave('one')], A],
  ])('%s', (_rule, change, waves, of) => {
    const workstreams = [aWorkstream('A', change), aWorkstream('B')];
    const state = after(aConsole(), [
      { type: 'status', status: aStatus({ workstreams, waves }) },
      { type: 'selected', subject: { type: 'workstream', id: A } },
    ]);
    const prefixed = press(state, 'ctrl+space');
    expect(asked(prefixed, eventsOf(prefixed, 'g'))).toEqual([{ type: 'openLog', of }]);
  });
});

it.each([
  ['Y', 'worktree', '/x/A'],
  ['B', 'branch', aWorkstream('A').branch],
])('copies by %s the %s of the one that is meant', (key, what, text) => {
  const inPane = press(press(aConsole(), 'alt+1'), 'ctrl+space');
  expect(asked(inPane, eventsOf(inPane, key))).toEqual([
    {
      type: 'putOnClipboard',
      text,
      name: `${what} of A`,
      selection: 'clipboard',
    },
  ]);
});

describe('a place in line', () => {
  const turn = { place: 1, by: 'ada', since: NOW };

  it.each([
    ['is the first by t', null, 1],
    ['is the first by t, where it was another', { ...turn, place: 2 }, 1],
    ['is the last by t, where it was the first', turn, 'last'],
  ])('%s', (_rule, turn, place) => {
    const workstreams = [aWorkstream('A', { state: 'ready', turn })];
    const state = after(aConsole(), [
      { type: 'status', status: aStatus({ workstreams }) },
      { type: 'selected', subject: { type: 'workstream', id: A } },
    ]);
    const prefixed = press(state, 'ctrl+space');
    const request = { type: 'prioritise', workstream: A, place };
    expect(asked(prefixed, eventsOf(prefixed, 't'))).toMatchObject([
      { type: 'ask', request },
    ]);
  });
});

it('puts away why a key did nothing with the next key, and no news', () => {
  const replied = press(aConsole(), 'u');
  expect(replied.notice?.text).toContain('select a wave');
  expect(press(replied, '?').notice).toBeUndefined();
  const notice = { level: 'info', text: 'wave1 has landed', at: NOW } as const;
  const news = after(replied, [{ type: 'noticed', notice }]);
  expect(press(news, '?').notice).toEqual(notice);
});

it('leaves an answer to a key as long as news, however long it has not looked at its clock', () => {
  const replied = press(aConsole(), 'ctrl+space y');
  const later = NOW + 40_000;
  const ticks = [1000, 8000, 10_000].map((ms) => ({
    type: 'ticked' as const,
    now: later + ms,
  }));
  const shown = ticks.map((_tick, at) => after(replied, ticks.slice(0, at + 1)).notice);
  expect(shown.map((notice) => notice?.text)).toEqual([
    'no program waits to copy',
    'no program waits to copy',
    undefined,
  ]);
});

describe('layouts', () => {
  it('begin with the plan’s wish, until the person chooses', () => {
    const wished = after(aConsole(), [wish]);
    expect(wished.layout).toBe(1);
    expect(after(press(wished, 'space'), [wish]).layout).toBe(0);
  });

  it('keep what was resized until panes come or go', () => {
    const resized = press(aConsole(), '+');
    expect(resized.custom).toBeDefined();
    expect(after(resized, [{ type: 'status', status: aStatus() }]).custom).toBe(
      resized.custom,
    );
    expect(
      after(resized, [{ type: 'session', session: aSession('C') }]).custom,
    ).toBeUndefined();
  });
});

const wish = { type: 'status', status: aStatus({ layout: 'columns' }) } as const;
