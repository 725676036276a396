/**
 * Draws the chrome: everything around the panes. It reads the console's store and gives
 * whole pictures; it knows no terminal, no key and no clock.
 */
import { render } from 'ink';
import { disposable } from '../base/disposer.js';
import type { ChromeOptions } from '../console/chrome.js';
import { ChromeOutput } from './chrome-output.js';
import { Screen } from './Screen.js';

export function startChrome({ store, show }: ChromeOptions): Disposable {
  const output = new ChromeOutput(store.state().size, show);
  const ink = render(<Screen store={store} />, {
    stdout: output,
    debug: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  const unsubscribe = store.subscribe(() => {
    const { size } = store.state();
    if (size.columns !== output.columns || size.rows !== output.rows) output.resize(size);
  });
  return disposable(() => {
    unsubscribe();
    ink.unmount();
    output.destroy();
  });
}
