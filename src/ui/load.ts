import type { StartChrome } from '../console/chrome.js';

/**
 * Loads the chrome. Ink's colours read the environment while they load, and must not
 * depend on what the process's own stdout is: the chrome is drawn into a screen of ours.
 */
export async function loadChrome(): Promise<StartChrome> {
  // Node looks for colours when it loads this, and would warn on the screen of a person
  // whose environment also says NO_COLOR; so it is loaded before.
  process.getBuiltinModule('node:assert');
  process.env['FORCE_COLOR'] = '1';
  const { loadLayoutEngine } = await import('./yoga.js');
  await withoutFetch(loadLayoutEngine);
  const { startChrome } = await import('./chrome.js');
  return startChrome;
}

/**
 * Yoga unpacks its code through `fetch` where there is one, whose first use loads an
 * HTTP client: 25 ms of the first paint.
 */
async function withoutFetch(load: () => Promise<void>): Promise<void> {
  const fetch = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  Object.defineProperty(globalThis, 'fetch', { value: undefined, configurable: true });
  try {
    await load();
  } finally {
    if (fetch) Object.defineProperty(globalThis, 'fetch', fetch);
  }
}
