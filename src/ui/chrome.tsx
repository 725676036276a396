/**
 * Draws the chrome: everything around the panes. It reads the console's store and gives
 * pictures of its parts; it knows no terminal, no key and no clock.
 */
import { render, type Instance } from 'ink';
import { disposable, Disposer } from '../base/disposer.js';
import {
  chromeParts,
  partSize,
  titledPanes,
  type ChromeOptions,
  type ChromePart,
} from '../console/chrome.js';
import { Area, type Drawing } from './Area.js';
import { ChromeOutput } from './chrome-output.js';
import { Front } from './Front.js';
import { Sidebar } from './Sidebar.js';
import { Stage } from './Stage.js';
import { StatusBar } from './StatusBar.js';

const drawings = {
  sidebar: Sidebar,
  stage: Stage,
  bar: StatusBar,
  front: Front,
} as const satisfies Record<ChromePart, Drawing>;

export function startChrome(options: ChromeOptions): Disposable {
  const { between = (begin) => begin() } = options;
  const parts = new Disposer();
  const waiting = [...chromeParts];
  const beginNext = () => {
    const part = waiting.shift();
    if (part === undefined) return;
    parts.add(drawn(part, options));
    between(beginNext);
  };
  beginNext();
  return disposable(() => {
    waiting.length = 0;
    parts[Symbol.dispose]();
  });
}

/** Draws from when there is something of the part; most of the time nothing is in front. */
function drawn(part: ChromePart, { store, show }: ChromeOptions): Disposable {
  const output = new ChromeOutput(partSize(store.state(), part), (text) => {
    const size = { columns: output.columns, rows: output.rows };
    show(part, { text, size, titles: titledPanes(store.state()) });
  });
  let ink: Instance | undefined;
  const follow = () => {
    const size = partSize(store.state(), part);
    if (size.rows === 0) return;
    const { columns, rows } = output;
    if (size.columns !== columns || size.rows !== rows) output.resize(size);
    ink ??= render(<Area store={store} part={part} drawing={drawings[part]} />, {
      stdout: output,
      debug: true,
      patchConsole: false,
      exitOnCtrlC: false,
    });
  };
  const unsubscribe = store.subscribe(follow);
  follow();
  return disposable(() => {
    unsubscribe();
    ink?.unmount();
    output.destroy();
  });
}
