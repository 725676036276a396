/** All parts of the chrome as they were drawn last. */
import { Disposer } from '../base/disposer.js';
import type { PaneId } from '../domain/ids.js';
import type { Row } from '../screen/row.js';
import { ChromeScreen } from './chrome-screen.js';
import type { ChromePart, ChromePicture, ChromeRows } from './chrome.js';

const NO_ROWS: readonly Row[] = [];

export class ChromeScreens implements ChromeRows, Disposable {
  readonly colour: boolean;
  readonly #owned = new Disposer();
  readonly #screens = new Map<ChromePart, ChromeScreen>();
  #titles: readonly PaneId[] = [];

  constructor({ colour }: { readonly colour: boolean }) {
    this.colour = colour;
  }

  rows(part: ChromePart): readonly Row[] {
    return this.#screens.get(part)?.rows ?? NO_ROWS;
  }

  titleOf(pane: PaneId): Row | undefined {
    const y = this.#titles.indexOf(pane);
    return y < 0 ? undefined : this.rows('stage')[y];
  }

  show(part: ChromePart, { text, size, titles }: ChromePicture): void {
    if (part === 'stage') this.#titles = titles;
    const screen = this.#screens.get(part) ?? this.#begin(part, size);
    screen.show(text, size);
  }

  [Symbol.dispose](): void {
    this.#owned[Symbol.dispose]();
  }

  #begin(part: ChromePart, size: ChromePicture['size']): ChromeScreen {
    const screen = this.#owned.add(new ChromeScreen(size, { colour: this.colour }));
    this.#screens.set(part, screen);
    return screen;
  }
}
