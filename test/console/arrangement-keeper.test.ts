import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadArranged, saveArranged } from '../../src/console/arrangement-file.js';
import { ArrangementKeeper } from '../../src/console/arrangement-keeper.js';
import { arrangedOf } from '../../src/console/arrangement.js';
import { initialState, type ConsoleState } from '../../src/console/state.js';
import { size } from '../helpers/arranged.js';
import { aConsole, layouts, NOW } from '../helpers/console-state.js';
import { aFolder } from '../helpers/folder.js';
import { press } from '../helpers/press.js';

const zoomed = press(aConsole(), '1 ctrl+space z');
const swapped = press(zoomed, 'ctrl+space z ctrl+space w');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('is written soon after a person has done it, and not at each step', async () => {
  await using kept = await aKeeper();
  kept.becomes(zoomed);
  vi.advanceTimersByTime(400);
  kept.becomes(swapped);
  expect(kept.written()).toBeUndefined();
  vi.advanceTimersByTime(100);
  expect(kept.written()).toEqual(arrangedOf(swapped));
});

it('is written at the end, too', async () => {
  await using kept = await aKeeper();
  kept.becomes(zoomed);
  kept.ends();
  expect(kept.written()).toEqual(arrangedOf(zoomed));
  expect(vi.getTimerCount()).toBe(0);
});

it('is left as another console wrote it until this one is used', async () => {
  await using kept = await aKeeper();
  kept.becomes(zoomed);
  vi.advanceTimersByTime(500);
  saveArranged(kept.file, arrangedOf(swapped));
  kept.becomes({ ...zoomed, now: NOW + 1000 });
  vi.advanceTimersByTime(500);
  expect(kept.written()).toEqual(arrangedOf(swapped));
});

it.each([
  ['that no person has used', aConsole()],
  [
    'that has seen no panes',
    { ...initialState({ size, now: NOW, layouts }), begun: true },
  ],
])('is not written by a console %s', async (_which, state) => {
  await using kept = await aKeeper();
  kept.becomes(state);
  vi.advanceTimersByTime(500);
  expect(kept.written()).toBeUndefined();
});

async function aKeeper() {
  const folder = await aFolder();
  const file = join(folder.path, 'state', 'arrangement.json');
  let state: ConsoleState = aConsole();
  const keeper = new ArrangementKeeper({ file, state: () => state });
  return {
    file,
    becomes: (next: ConsoleState) => {
      state = next;
      keeper.changed();
    },
    ends: () => keeper[Symbol.dispose](),
    written: () => loadArranged(file),
    async [Symbol.asyncDispose]() {
      keeper[Symbol.dispose]();
      vi.useRealTimers();
      await folder[Symbol.asyncDispose]();
    },
  };
}
