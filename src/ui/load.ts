import type { StartChrome } from '../console/chrome.js';

/**
 * Loads the chrome. React and the colours of Ink's text read the environment while they
 * load: React's development build is three times slower, and colours must not depend on
 * what the process's own stdout is, because the chrome is drawn into a screen of ours.
 */
export async function loadChrome(): Promise<StartChrome> {
  process.env['NODE_ENV'] = 'production';
  process.env['FORCE_COLOR'] = '1';
  const { startChrome } = await import('./chrome.js');
  return startChrome;
}
