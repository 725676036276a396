/**
 * Where an input goes: to the focused pane's program as bytes, or to the store as an
 * event. Reads the state of the moment; what a key means is the keymap's.
 */
import type { SessionId } from '../domain/ids.js';
import type { Rect } from '../layout/rect.js';
import type { Modes } from '../screen/row.js';
import type { ConsoleStore } from './chrome.js';
import { contains, geometryOf, screenRect } from './geometry.js';
import type { Input, Mouse } from './input.js';
import { encodeKey, encodeMouse, encodePaste } from './key-encoder.js';
import { chordOf, named, type Key } from './key.js';
import { intentOf } from './keymap.js';
import type { Pane } from './panes.js';
import type { Screens } from './screens.js';
import { focusedPane, modeOf } from './state.js';

export type RouterOptions = {
  readonly store: ConsoleStore;
  readonly screens: Screens;
  readonly send: (session: SessionId, bytes: Buffer) => void;
};

const WHEEL = 64;
const MOTION = 32;

/** Lines that one notch of the wheel moves, as in most terminals. */
const WHEEL_LINES = 3;

export class Router {
  readonly #store: ConsoleStore;
  readonly #screens: Screens;
  readonly #send: RouterOptions['send'];

  constructor({ store, screens, send }: RouterOptions) {
    this.#store = store;
    this.#screens = screens;
    this.#send = send;
  }

  take(input: Input): void {
    switch (input.type) {
      case 'key':
        return this.#key(input.key);
      case 'paste':
        return this.#paste(input.bytes);
      case 'mouse':
        return this.#mouse(input);
      case 'focus':
        return this.#focus(input.gained);
    }
  }

  /** The prefix key itself, for a program that wants it. */
  sendPrefix(): void {
    this.#toPane((modes) =>
      encodeKey({ code: ' ', text: ' ', ctrl: true, alt: false, shift: false }, modes),
    );
  }

  #key(key: Key): void {
    const mode = modeOf(this.#store.state());
    const intent = intentOf(mode, chordOf(key));
    if (intent) this.#store.dispatch({ type: 'intent', intent });
    else if (mode === 'pane') this.#toPane((modes) => encodeKey(key, modes));
    else if (mode === 'prefix')
      this.#store.dispatch({ type: 'intent', intent: { type: 'cancel' } });
    else if (mode === 'text' && !key.ctrl && !key.alt)
      this.#store.dispatch({ type: 'typed', text: key.text });
  }

  #paste(bytes: Buffer): void {
    const mode = modeOf(this.#store.state());
    if (mode === 'pane') this.#toPane((modes) => encodePaste(bytes, modes));
    else if (mode === 'text')
      this.#store.dispatch({
        type: 'typed',
        text: bytes.toString().replaceAll(/\s+/g, ' '),
      });
  }

  #focus(gained: boolean): void {
    this.#toPane((modes) =>
      Buffer.from(modes.focusEvents ? `\x1b[${gained ? 'I' : 'O'}` : ''),
    );
  }

  #mouse(mouse: Mouse): void {
    if ((mouse.code & WHEEL) !== 0) return this.#wheel(mouse);
    const before = focusedPane(this.#store.state());
    const pressed = !mouse.released && (mouse.code & MOTION) === 0;
    if (pressed) this.#store.dispatch({ type: 'clicked', column: mouse.x, row: mouse.y });
    const hit = this.#paneAt(mouse);
    // The click that gives a pane the focus is not also one in its program.
    if (hit && hit.pane.id === before?.id) this.#mouseTo(hit, mouse);
  }

  #wheel(mouse: Mouse): void {
    const by = (mouse.code & 1) === 0 ? -1 : 1;
    const state = this.#store.state();
    if (state.view.type !== 'panes')
      return this.#store.dispatch({
        type: 'intent',
        intent: { type: 'scroll', lines: by * WHEEL_LINES },
      });
    const hit = this.#paneAt(mouse);
    if (hit) return this.#wheelTo(hit, mouse, by);
    const { sidebar } = geometryOf(state);
    if (sidebar && contains(sidebar, mouse.x, mouse.y))
      this.#store.dispatch({ type: 'intent', intent: { type: 'select', by } });
  }

  /** A program on the alternate screen that knows no mouse is scrolled by its arrows. */
  #wheelTo(hit: Hit, mouse: Mouse, by: 1 | -1): void {
    const modes = this.#screens.of(hit.pane.session.id)?.modes;
    if (!modes) return;
    if (modes.mouse !== 'none') return this.#mouseTo(hit, mouse);
    if (!modes.alternateScreen) return;
    const key = encodeKey(named(by < 0 ? 'up' : 'down'), modes);
    this.#send(
      hit.pane.session.id,
      Buffer.concat(Array.from({ length: WHEEL_LINES }, () => key)),
    );
  }

  #mouseTo({ pane, rect }: Hit, mouse: Mouse): void {
    const modes = this.#screens.of(pane.session.id)?.modes;
    if (!modes) return;
    const inside = { ...mouse, x: mouse.x - rect.x, y: mouse.y - rect.y };
    const bytes = encodeMouse(inside, modes);
    if (bytes.length > 0) this.#send(pane.session.id, bytes);
  }

  #paneAt({ x, y }: Mouse): Hit | undefined {
    const state = this.#store.state();
    const { panes } = geometryOf(state);
    for (const pane of state.panes) {
      const area = panes.get(pane.id);
      const rect = area && screenRect(area);
      if (rect && contains(rect, x, y)) return { pane, rect };
    }
    return undefined;
  }

  #toPane(encode: (modes: Modes) => Buffer): void {
    const pane = focusedPane(this.#store.state());
    const screen = pane && this.#screens.of(pane.session.id);
    const bytes = screen && encode(screen.modes);
    if (bytes && bytes.length > 0) this.#send(pane.session.id, bytes);
  }
}

type Hit = { readonly pane: Pane; readonly rect: Rect };
