/** Where panes stand whatever a person does with them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { geometryOf, screenRect } from '../../src/console/geometry.js';
import type { ConsoleState } from '../../src/console/state.js';
import { viewedPanes } from '../../src/console/viewing.js';
import { readLayout } from '../../src/layout/layout-file.js';
import {
  aConsole,
  after,
  aSession,
  aStatus,
  aWave,
  aWorkstream,
  layouts,
} from '../helpers/console-state.js';
import { press } from '../helpers/press.js';
import { random, seeds } from '../helpers/random.js';

const fresh = seeds(20);

it.each([7, ...fresh])('no pane is ever smaller than 20x5 (seed %i)', (seed) => {
  const rng = random(seed);
  let state = withAgents('A B C D E F'.split(' '));
  for (let deed = 0; deed < 60; deed++) {
    const size = { columns: rng.between(70, 200), rows: rng.between(12, 60) };
    state = rng.chance(0.1)
      ? after(state, [{ type: 'resized', size }])
      : press(state, rng.pick(KEYS));
    const shown = [...geometryOf(state).panes.values()].map(screenRect);
    expect(shown.every(({ width, height }) => width >= 20 && height >= 5)).toBe(true);
    expect(viewedPanes(state)).toHaveLength(shown.length);
  }
});

const KEYS = [
  '>',
  '<',
  '+',
  '-',
  'o',
  'w',
  'space',
  'H',
  'S',
  '}',
  '{',
  'z',
  '2',
] as const;

it('keeps the sizes while another pane comes to the same place', () => {
  const resized = press(withAgents('A B'.split(' ')), 'W + + o');
  const before = geometryOf(resized).panes;
  const next = press(resized, 'o');
  expect([...geometryOf(next).panes.values()]).toEqual([...before.values()]);
});

describe('the wave layout', () => {
  const plan = 'A B C D'.split(' ');
  const waves = [
    aWave('w1', { members: ['A', 'C'] }),
    aWave('w2', { members: ['B', 'D'] }),
  ];

  it.each([
    ['the wave of the pane in focus', '1', 'A C', 'B D'],
    ['another one with another focus', '2', 'B D', 'A C'],
    ['the wave that is selected', 'k k', 'B D', 'A C'],
  ])('brings together %s', (_rule, keys, together, below) => {
    const state = press(inWaves(), keys);
    const { panes } = geometryOf(state);
    const top = Math.min(...[...panes.values()].map(({ y }) => y));
    const at = (isTop: boolean) =>
      state.panes
        .filter(({ id }) => (panes.get(id)?.y === top) === isTop)
        .map(({ workstream }) => workstream)
        .join(' ');
    expect([at(true), at(false)]).toEqual([together, below]);
  });

  function inWaves(): ConsoleState {
    const state = withAgents(plan);
    const status = state.status && { ...state.status, waves, layout: 'wave' };
    return status ? after(state, [{ type: 'status', status }]) : state;
  }
});

function withAgents(names: readonly string[]): ConsoleState {
  const sessions = names.map((name, at) => aSession(name, at));
  const status = aStatus({
    workstreams: names.map((name) => aWorkstream(name)),
    sessions: sessions.map(({ id }, at) => ({
      id,
      workstream: aWorkstream(names[at] ?? '').id,
      pid: 1,
      state: 'running',
      title: '',
    })),
  });
  const state = {
    ...aConsole({ columns: 200, rows: 50 }),
    layouts: [...layouts, wave()],
  };
  return after(state, [
    { type: 'sessions', sessions },
    { type: 'status', status },
  ]);
}

function wave() {
  const file = join(import.meta.dirname, '../../layouts/wave.yaml');
  const read = readLayout(readFileSync(file, 'utf8'), 'wave.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return { name: 'wave', file: read.value };
}
