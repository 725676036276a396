/**
 * What the console and its chrome know of each other: the chrome reads the store and
 * shows text with SGR sequences, which lands in a screen like any program's.
 */
import type { ConsoleEvent } from './event.js';
import type { ConsoleState } from './state.js';
import type { Store } from './store.js';

export type ConsoleStore = Store<ConsoleState, ConsoleEvent>;

export type ChromeOptions = {
  readonly store: ConsoleStore;
  /** Takes the whole picture, its lines separated by line feeds. */
  readonly show: (picture: string) => void;
};

export type StartChrome = (options: ChromeOptions) => Disposable;
