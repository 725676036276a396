import { describe, expect, it } from 'vitest';
import { ChromeScreens } from '../../src/console/chrome-screens.js';
import type { ChromePart } from '../../src/console/chrome.js';
import { startChrome } from '../../src/ui/chrome.js';
import { layouts, aConsole } from '../helpers/console-state.js';
import { aStore, composed, picture } from './picture.js';
import { press } from '../helpers/press.js';

describe('a picture', () => {
  it('is drawn only of the part in which something changed', async () => {
    const store = aStore(aConsole());
    const drawn: ChromePart[] = [];
    using _chrome = startChrome({ store, show: (part) => drawn.push(part) });
    drawn.length = 0;
    store.dispatch({ type: 'hostLink', link: 'up' });
    const notice = { level: 'info', text: 'news', at: 0 } as const;
    store.dispatch({ type: 'noticed', notice });
    await expect.poll(() => drawn).toEqual(['bar']);
  });

  it('is begun part by part, and not at all once nobody wants it', () => {
    const drawn = new Set<ChromePart>();
    let begin: (() => void) | undefined;
    const chrome = startChrome({
      store: aStore(aConsole()),
      show: (part) => drawn.add(part),
      between: (next) => (begin = next),
    });
    expect([...drawn]).toEqual(['sidebar']);
    begin?.();
    expect([...drawn]).toEqual(['sidebar', 'stage']);
    chrome[Symbol.dispose]();
    begin?.();
    expect([...drawn]).toEqual(['sidebar', 'stage']);
  });

  it('is drawn anew for the size that the terminal gets', async () => {
    const [small, large] = [
      press(aConsole({ columns: 70, rows: 14 }), '1'),
      { columns: 120, rows: 40 },
    ];
    const store = aStore(small);
    const chrome = new ChromeScreens({ colour: true });
    using _drawn = startChrome({
      store,
      show: (part, shown) => chrome.show(part, shown),
    });
    store.dispatch({ type: 'resized', size: large });
    const wanted = picture(store.state());
    await expect.poll(() => composed(store.state(), chrome)).toBe(wanted);
  });

  it('has joints where lines meet', () => {
    const columns = layouts.map(({ name }) => name).indexOf('columns');
    const lines = picture({ ...aConsole({ columns: 90, rows: 12 }), layout: columns });
    expect(lines).toMatchSnapshot();
  });
});
