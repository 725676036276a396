/**
 * Where an input goes: to the focused pane's program as bytes, or to the store as an
 * event. Reads the state of the moment; what a key means is the keymap's.
 */
import { plainText } from '../base/plain-text.js';
import type { SessionId } from '../domain/ids.js';
import type { Answer } from './answers.js';
import { chordsOf, keyOfChord } from './chord.js';
import type { ConsoleStore } from './chrome.js';
import { FocusReporter } from './focus-reporter.js';
import { HeldKeys, type Saying } from './held-keys.js';
import type { Input } from './input.js';
import { encodeKey, encodePaste } from './key-encoder.js';
import { character, isCommand, type Key } from './key.js';
import { intentOf, type Mode } from './keymap.js';
import { isModifier, textIsEscaped } from './kitty-keys.js';
import { MouseRouter } from './mouse-router.js';
import type { Screens } from './screens.js';
import { focusedPane, modeOf } from './state.js';
import { TypedTogether } from './typed-together.js';

export type RouterOptions = {
  readonly store: ConsoleStore;
  readonly screens: Screens;
  readonly send: (session: SessionId, bytes: Buffer) => void;
  /** The person did something that no program is told of. */
  readonly attended: () => void;
  /** The terminal answered what it was asked. */
  readonly answered: (answer: Answer) => void;
};

/** More keys than a keyboard has. */
const MAX_KEYS_DOWN = 200;

export class Router implements Disposable {
  readonly #store: ConsoleStore;
  readonly #screens: Screens;
  readonly #typing: TypedTogether;
  readonly #mouse: MouseRouter;
  readonly #focus: FocusReporter;
  readonly #answered: RouterOptions['answered'];
  readonly #attended: RouterOptions['attended'];
  /** Keys whose press went to a program; terminals that tell no release fill it in vain. */
  readonly #down = new Set<string>();
  readonly #held = new HeldKeys();

  constructor(options: RouterOptions) {
    const { store, screens } = options;
    this.#typing = new TypedTogether(options.send);
    const send: RouterOptions['send'] = (...typed) => this.#typing.type(...typed);
    this.#mouse = new MouseRouter({ store, screens, send });
    this.#focus = new FocusReporter({ store, screens, send });
    this.#answered = options.answered;
    this.#attended = () => {
      this.#typing.flush();
      options.attended();
    };
    this.#store = store;
    this.#screens = screens;
  }

  [Symbol.dispose](): void {
    this.#mouse[Symbol.dispose]();
  }

  /** Takes all that came at once by `run`: what it types goes together. */
  together(run: () => void): void {
    this.#typing.gather(run);
  }

  take(input: Input): void {
    switch (input.type) {
      case 'key':
        return this.#key(input.key);
      case 'text':
        return this.#typedText(input.text);
      case 'paste':
        return this.#paste(input.bytes);
      case 'mouse':
        this.#attended();
        return this.#mouse.take(input);
      case 'focus':
        return this.#store.dispatch({ type: 'terminalFocused', gained: input.gained });
      case 'answer':
        return this.#answered(input.answer);
    }
  }

  /** The state changed: another pane may have the keyboard. */
  changed(): void {
    this.#focus.changed();
    const { panes } = this.#store.state();
    this.#held.drop((session) => panes.some((pane) => pane.session.id === session));
  }

  /** A screen of this session has come. */
  shown(session: SessionId): void {
    const screen = this.#screens.of(session);
    if (!screen) return;
    for (const saying of this.#held.take(session))
      this.#say(session, saying(screen.modes));
  }

  /** The prefix key itself, for a program that wants it. */
  sendPrefix(): void {
    const { keymap } = this.#store.state();
    const chord = keymap.bindings.find(({ name }) => name === 'prefix')?.keys[0];
    if (chord !== undefined) this.#toPane((modes) => encodeKey(keyOfChord(chord), modes));
  }

  #key(key: Key): void {
    if (key.event === 'release' || isModifier(key)) return this.#letGo(key);
    const state = this.#store.state();
    const mode = modeOf(state);
    const intent = intentOf(state.keymap, mode, ...chordsOf(key));
    if (intent || mode !== 'pane') this.#attended();
    if (intent) this.#store.dispatch({ type: 'intent', intent });
    else if (mode === 'pane') this.#typed(key);
    else if (mode === 'prefix' || mode === 'leaving')
      this.#store.dispatch({ type: 'intent', intent: { type: 'cancel' } });
    else if (!isCommand(key)) this.#text(mode, key.text);
  }

  /** A program learns that a key is let go of, or that Shift is held, if keys are its own. */
  #letGo(key: Key): void {
    const isPanes = modeOf(this.#store.state()) === 'pane';
    const isItsOwn = isModifier(key) || this.#down.delete(key.code);
    if (isPanes && isItsOwn) this.#toPane((modes) => encodeKey(key, modes));
  }

  #typed(key: Key): void {
    if (this.#down.size < MAX_KEYS_DOWN) this.#down.add(key.code);
    this.#leavePointed();
    this.#toPane((modes) => encodeKey(key, modes));
  }

  /** No command of a pane is a character by itself, so none is in a text that is typed there. */
  #typedText(text: string): void {
    if (modeOf(this.#store.state()) !== 'pane')
      return Array.from(text).forEach((one) => this.#key(character(one)));
    this.#leavePointed();
    this.#toPane((modes) =>
      textIsEscaped(modes.kittyKeyboard)
        ? Buffer.concat(Array.from(text, (one) => encodeKey(character(one), modes)))
        : Buffer.from(text),
    );
  }

  /** What the pointer selected has been seen by who types. */
  #leavePointed(): void {
    if (this.#store.state().pasts.size > 0)
      this.#store.dispatch({ type: 'selectionSeen' });
  }

  /** For the line that is being typed. */
  #text(mode: Mode, text: string): void {
    if (mode === 'text') this.#store.dispatch({ type: 'typed', text });
    if (mode === 'search')
      this.#store.dispatch({
        type: 'intent',
        intent: { type: 'past', event: { type: 'typeSearch', text: plainText(text) } },
      });
    if (mode === 'character')
      this.#store.dispatch({
        type: 'intent',
        intent: { type: 'past', event: { type: 'typeCharacter', text: plainText(text) } },
      });
  }

  #paste(bytes: Buffer): void {
    const mode = modeOf(this.#store.state());
    if (mode === 'pane') this.#toPane((modes) => encodePaste(bytes, modes));
    else this.#text(mode, bytes.toString().replaceAll(/\s+/g, ' '));
  }

  #toPane(saying: Saying): void {
    const pane = focusedPane(this.#store.state());
    if (!pane) return;
    const session = pane.session.id;
    const screen = this.#screens.of(session);
    if (screen) this.#say(session, saying(screen.modes));
    else this.#held.hold(session, saying);
  }

  #say(session: SessionId, bytes: Buffer): void {
    if (bytes.length > 0) this.#typing.type(session, bytes);
  }
}
