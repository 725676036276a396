/**
 * What the outer terminal is told beside frames: bells, notifications, the progress of the
 * pane in focus, how much of keys and mouse the program there wants to know, and the colour
 * that it gave its cursor.
 */
import type { Capabilities } from '../compositor/capabilities.js';
import { NO_CALL } from './call.js';
import type { ConsoleStore } from './chrome.js';
import { outerFlags } from './kitty-keys.js';
import { BELL, notificationBytes, progressBytes } from './outer-calls.js';
import type { KeyWish } from './outer-keys.js';
import type { OuterTerminal } from './outer-terminal.js';
import type { Telling } from './perform.js';
import type { Modes } from '../screen/row.js';
import type { Screens } from './screens.js';
import { attendedSession, focusedPane } from './state.js';

export type VoiceOptions = {
  readonly terminal: Pick<
    OuterTerminal,
    'write' | 'tuneKeys' | 'tuneMouse' | 'colourCursor' | 'showProgress'
  >;
  readonly can: Capabilities;
  readonly store: ConsoleStore;
  readonly screens: Screens;
};

export class OuterVoice {
  readonly #options: VoiceOptions;

  constructor(options: VoiceOptions) {
    this.#options = options;
  }

  tell(what: Telling): void {
    const { terminal, can } = this.#options;
    terminal.write(what.type === 'ring' ? BELL : notificationBytes(can, what));
  }

  /** Another pane may have the focus, or its program another wish. */
  changed(): void {
    const { store, terminal, can } = this.#options;
    const state = store.state();
    const session = focusedPane(state)?.session.id;
    const { progress } = (session && state.calls.get(session)) ?? NO_CALL;
    const isOver = progress.state === 'none';
    terminal.showProgress(isOver ? '' : progressBytes(can, progress));
    this.attend();
  }

  /** More is asked of the terminal, or changed in it, only while a program wants it. */
  attend(): void {
    const { store, screens, terminal } = this.#options;
    const session = attendedSession(store.state());
    const screen = session && screens.of(session);
    terminal.tuneKeys(keysFor(screen?.modes));
    terminal.tuneMouse(screen?.modes.mouse === 'any');
    terminal.colourCursor(screen?.cursor.colour);
  }
}

/** A program that has more keys told apart than have bytes needs all of them told. */
function keysFor(modes: Modes | undefined): KeyWish {
  const { kittyKeyboard = 0, modifyOtherKeys = 0 } = modes ?? {};
  const isAll = kittyKeyboard > 0 || modifyOtherKeys > 1;
  return { flags: outerFlags(kittyKeyboard), level: isAll ? 2 : 1 };
}
