import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Disposer } from '../../src/base/disposer.js';
import { ALL_CAPABILITIES as can } from '../../src/compositor/capabilities.js';
import { defaultKeymap as keymap } from '../../src/console/keymap.js';
import { consoleStage } from '../../src/console/rehearsal.js';
import { rehearsedStore } from '../../src/console/rehearsed-pane.js';
import { focusedPane, modeOf } from '../../src/console/state.js';
import { aFolder } from '../helpers/folder.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';

const layouts: readonly [] = [];
const rows = { colour: true, rows: () => [], titleOf: () => undefined };

describe("a rehearsal of the console's way of a key", () => {
  expectNothingLeftOpen();

  it('is done when the key is painted', async () => {
    await using folder = await aFolder();
    using own = new Disposer();
    const perform = await stageIn(folder.path)(own);
    for (let key = 0; key < 200; key++) await new Promise<void>(perform);
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('can be left with a key under way', async () => {
    await using folder = await aFolder();
    const own = new Disposer();
    const perform = await stageIn(folder.path)(own);
    perform(() => expect.fail('it goes on'));
    own[Symbol.dispose]();
    await new Promise(setImmediate);
  });
});

it('has the keyboard in a pane, as when somebody types', () => {
  const state = rehearsedStore({ layouts, keymap }).state();
  expect(modeOf(state)).toBe('pane');
  expect(focusedPane(state)).toBeDefined();
});

function stageIn(folder: string) {
  const socketPath = join(folder, 'socket');
  return consoleStage({ socketPath, layouts, keymap, can, chrome: () => rows });
}
