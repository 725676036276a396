/** All parts of the chrome as they were drawn last. */
import type { PaneId } from '../domain/ids.js';
import type { Row } from '../screen/row.js';
import { ChromeScreen } from './chrome-screen.js';
import type { ChromePart, ChromePicture, ChromeRows } from './chrome.js';

const NO_ROWS: readonly Row[] = [];

export class ChromeScreens implements ChromeRows {
  readonly colour: boolean;
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
    const screen = this.#screens.get(part) ?? new ChromeScreen({ colour: this.colour });
    this.#screens.set(part, screen);
    screen.show(text, size);
  }
}
