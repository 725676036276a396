/** What the chrome draws, as text. */
import { Canvas } from '../../src/compositor/canvas.js';
import { ALL_CAPABILITIES } from '../../src/compositor/capabilities.js';
import { ChromeScreens } from '../../src/console/chrome-screens.js';
import type { ChromePart } from '../../src/console/chrome.js';
import { compose } from '../../src/console/compose.js';
import type { ConsoleEvent } from '../../src/console/event.js';
import type { ConsoleState } from '../../src/console/state.js';
import { Screens } from '../../src/console/screens.js';
import { step } from '../../src/console/step.js';
import { createStore } from '../../src/console/store.js';
import { Emulator } from '../../src/screen/emulator.js';
import { startChrome } from '../../src/ui/chrome.js';

/** The whole screen while no session has shown anything. */
export function picture(state: ConsoleState): string {
  const chrome = new ChromeScreens({ colour: true });
  using _drawn = startChrome({
    store: aStore(state),
    show: (part, shown) => chrome.show(part, shown),
  });
  return composed(state, chrome);
}

export function composed(state: ConsoleState, chrome: ChromeScreens): string {
  const { layers } = compose({ state, screens: new Screens(), chrome });
  using terminal = new Emulator({ size: state.size, scrollback: 0 });
  terminal.write(Buffer.from(new Canvas(state.size).show(layers, ALL_CAPABILITIES)));
  return terminal.text({ scrollback: false }).join('\n');
}

/** What the parts write. */
export function rawPicture(state: ConsoleState): string {
  const texts = new Map<ChromePart, string>();
  using _chrome = startChrome({
    store: aStore(state),
    show: (part, { text }) => texts.set(part, text),
  });
  return [...texts.values()].join('\n');
}

export function aStore(initial: ConsoleState) {
  return createStore<ConsoleState, ConsoleEvent, unknown>({
    initial,
    step,
    perform: () => {},
  });
}

/** The lines of the sidebar, without the blank ones. */
export function sidebar(state: ConsoleState): string {
  const lines = picture(state).split('\n').slice(0, -1);
  return lines
    .map((line) => line.split('│')[0]?.trimEnd())
    .filter((line) => line)
    .join('\n');
}
