import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { NO_ANSWERS } from '../../src/console/answers.js';
import { Links } from '../../src/console/links.js';
import { PastFiles } from '../../src/console/past-files.js';
import { Screens } from '../../src/console/screens.js';
import { step } from '../../src/console/step.js';
import { createStore } from '../../src/console/store.js';
import { aConsole } from '../helpers/console-state.js';
import { aFolder } from '../helpers/folder.js';

afterEach(() => {
  vi.useRealTimers();
});

it('ends where the host went down before it was met, but not while it starts', async () => {
  await using folder = await aFolder();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let started: (() => void) | undefined;
  const starting = new Promise<void>((resolve) => (started = resolve));
  const gone: boolean[] = [];
  using _links = new Links(
    {
      hostSocket: join(folder.path, 'host.sock'),
      engineSocket: join(folder.path, 'engine.sock'),
      ensureEngine: () => Promise.resolve(),
      starting,
    },
    {
      store: createStore({ initial: aConsole(), step, perform: () => {} }),
      screens: new Screens(),
      pastFiles: new PastFiles(folder.path),
      drawn: () => {},
      answers: () => NO_ANSWERS,
      hostGone: (wished) => gone.push(wished),
      stranger: () => {},
      tick: () => {},
      noSessions: () => {},
      placed: () => {},
    },
  );
  vi.runAllTimers();
  expect(gone).toEqual([]);
  started?.();
  await starting;
  vi.runAllTimers();
  expect(gone).toEqual([false]);
});
