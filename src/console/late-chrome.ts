/**
 * The chrome as the console has it: loaded when the panes are there, which do not wait for
 * it, and told of changes in the gaps between keys, because it takes long to draw.
 */
import { Disposer } from '../base/disposer.js';
import type { ChromeScreens } from './chrome-screens.js';
import type { ChromeRows, ConsoleStore, StartChrome } from './chrome.js';
import { Lull } from './lull.js';

/** What the host shows first comes within so long of its first pane; or is not waited for. */
const FIRST_PANES_MS = 15;
const NO_PANE_MS = 150;

export type LateChromeOptions = {
  /** Whether it is drawn in colours (NO_COLOR). */
  readonly colour: boolean;
  readonly store: ConsoleStore;
  readonly load: () => Promise<StartChrome>;
  /** A part of it looks different. */
  readonly drawn: () => void;
};

export class LateChrome implements Disposable {
  readonly #options: LateChromeOptions;
  readonly #owned = new Disposer();
  readonly #listeners = new Set<() => void>();
  /** When nobody waits for a key. */
  readonly lull = this.#owned.add(
    new Lull(() => {
      for (const listener of this.#listeners) listener();
    }),
  );
  #rows: ChromeRows;
  #isShown = false;
  #timer: NodeJS.Timeout;
  #phase: 'waiting' | 'panes' | 'loading' = 'waiting';

  constructor(options: LateChromeOptions) {
    this.#options = options;
    const { colour } = options;
    this.#rows = { colour, rows: () => [], titleOf: () => undefined };
    this.#timer = setTimeout(() => void this.#load(), NO_PANE_MS);
  }

  /** As they were drawn last. */
  get rows(): ChromeRows {
    return this.#rows;
  }

  /** Whether any part of it has been drawn. */
  get isShown(): boolean {
    return this.#isShown;
  }

  /** The first panes are painted; others may follow at once. */
  panesShown(): void {
    if (this.#phase !== 'waiting') return;
    this.#phase = 'panes';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#load(), FIRST_PANES_MS);
  }

  /** There are none to wait for. */
  noPanes(): void {
    if (this.#phase !== 'waiting') return;
    clearTimeout(this.#timer);
    void this.#load();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#owned[Symbol.dispose]();
  }

  /** Loading it takes the processor from everything else for a while. */
  async #load(): Promise<void> {
    this.#phase = 'loading';
    const loading = import('./chrome-screens.js');
    const start = await this.#options.load();
    const { ChromeScreens } = await loading;
    this.#start(start, new ChromeScreens({ colour: this.#options.colour }));
  }

  #start(start: StartChrome, screens: ChromeScreens): void {
    const { store, drawn } = this.#options;
    this.#rows = screens;
    const chrome = start({
      store: { ...store, subscribe: (listener) => this.#whenCalm(listener) },
      show: (part, picture) => {
        screens.show(part, picture);
        this.#isShown = true;
        drawn();
      },
      between: (begin) => setImmediate(begin),
    });
    this.#owned.add(chrome);
  }

  #whenCalm(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
