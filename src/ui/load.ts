import type { StartChrome } from '../console/chrome.js';

/**
 * Loads the chrome. Ink's colours read the environment while they load, and must not
 * depend on what the process's own stdout is: the chrome is drawn into a screen of ours.
 */
export async function loadChrome(): Promise<StartChrome> {
  process.env['FORCE_COLOR'] = '1';
  const { startChrome } = await import('./chrome.js');
  return startChrome;
}
