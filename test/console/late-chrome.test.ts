import { expect, it } from 'vitest';
import { LateChrome } from '../../src/console/late-chrome.js';
import { step } from '../../src/console/step.js';
import { createStore } from '../../src/console/store.js';
import { aConsole } from '../helpers/console-state.js';

it('is drawn at once where no session will ever show a pane', () => {
  let loads = 0;
  using chrome = new LateChrome({
    colour: true,
    store: createStore({ initial: aConsole(), step, perform: () => {} }),
    load: () => {
      loads += 1;
      return new Promise(() => {});
    },
    drawn: () => {},
  });
  expect(loads).toBe(0);
  chrome.noPanes();
  chrome.noPanes();
  expect(loads).toBe(1);
});
