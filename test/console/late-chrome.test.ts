import { expect, it } from 'vitest';
import { disposable } from '../../src/base/disposer.js';
import { LateChrome } from '../../src/console/late-chrome.js';
import { step } from '../../src/console/step.js';
import { createStore } from '../../src/console/store.js';
import { aConsole } from '../helpers/console-state.js';

it('is drawn at once where no session will ever show a pane', async () => {
  let [loads, starts] = [0, 0];
  using chrome = new LateChrome({
    colour: true,
    store: createStore({ initial: aConsole(), step, perform: () => {} }),
    load: async () => {
      loads += 1;
      return () => {
        starts += 1;
        return disposable(() => {});
      };
    },
    drawn: () => {},
  });
  expect(loads).toBe(0);
  chrome.noPanes();
  chrome.noPanes();
  expect(loads).toBe(1);
  await expect.poll(() => starts).toBe(1);
});
