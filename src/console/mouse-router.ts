/**
 * Where the mouse goes: to the program that asked for it, in cells of its own screen; else
 * it selects in the pane, scrolls its past, or moves a border. What began in one pane stays
 * there until the button is let go of.
 */
import type { SessionId } from '../domain/ids.js';
import { borderAt, type Border } from '../layout/border.js';
import type { Rect } from '../layout/rect.js';
import type { ConsoleStore } from './chrome.js';
import { ClickCounter, type Clicks } from './click-counter.js';
import { contains, geometryOf, screenRect } from './geometry.js';
import type { Mouse } from './input.js';
import { encodeKey, encodeMouse } from './key-encoder.js';
import { named } from './key.js';
import type { Pane } from './panes.js';
import type { Cell, Unit } from './past.js';
import type { Screens } from './screens.js';
import { focusedPane } from './state.js';

export type MouseOptions = {
  readonly store: ConsoleStore;
  readonly screens: Screens;
  readonly send: (session: SessionId, bytes: Buffer) => void;
  /** Milliseconds that only go forward. */
  readonly clock?: () => number;
};

/** Bits of xterm's button code. */
const WHEEL = 64;
const SIDEWAYS = 2;
const MOTION = 32;
const MODIFIED = 4 | 8 | 16;
const NO_BUTTON = 3;
/** Which of the first three buttons; the fourth and on (back, forward) have a bit of their own. */
const BUTTON = 3 | 128;

/** Lines that one notch of the wheel moves, as in most terminals. */
const WHEEL_LINES = 3;

const UNITS = { 1: 'cell', 2: 'word', 3: 'line' } as const satisfies Record<Clicks, Unit>;

type Hit = { readonly pane: Pane; readonly rect: Rect };

/** What the button that is down began. */
type Held =
  | { readonly type: 'border'; readonly border: Border }
  | { readonly type: 'program'; readonly hit: Hit }
  | {
      readonly type: 'selection';
      readonly hit: Hit;
      readonly start: Cell;
      /** A press alone selects nothing. */
      readonly begun: boolean;
    };

/** A drag that rests beyond an edge scrolls on so often, by as many lines as it is away. */
const SCROLL_ON_MS = 50;

export class MouseRouter implements Disposable {
  readonly #store: ConsoleStore;
  readonly #screens: Screens;
  readonly #send: MouseOptions['send'];
  readonly #clock: () => number;
  readonly #clicks = new ClickCounter();
  #held: Held | undefined;
  #scrollingOn: NodeJS.Timeout | undefined;

  constructor({ store, screens, send, clock = () => performance.now() }: MouseOptions) {
    this.#store = store;
    this.#screens = screens;
    this.#send = send;
    this.#clock = clock;
  }

  take(mouse: Mouse): void {
    clearTimeout(this.#scrollingOn);
    if ((mouse.code & WHEEL) !== 0) this.#wheel(mouse);
    else if (mouse.released) this.#release(mouse);
    else if ((mouse.code & MOTION) !== 0) this.#move(mouse);
    else this.#press(mouse);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#scrollingOn);
  }

  #press(mouse: Mouse): void {
    const before = focusedPane(this.#store.state());
    const border = this.#borderAt(mouse);
    this.#held = border && { type: 'border', border };
    this.#store.dispatch({ type: 'clicked', column: mouse.x, row: mouse.y });
    const hit = border ? undefined : this.#paneAt(mouse);
    if (!hit) return;
    if (this.#isPrograms(hit)) this.#pressProgram(hit, mouse, before);
    else if ((mouse.code & (BUTTON | MODIFIED)) === 0) this.#grab(hit, mouse);
  }

  /** The click that gives a pane the focus is not also one in its program. */
  #pressProgram(hit: Hit, mouse: Mouse, before: Pane | undefined): void {
    if (hit.pane.id !== before?.id) return;
    this.#held = { type: 'program', hit };
    this.#toProgram(hit, mouse);
  }

  #grab(hit: Hit, mouse: Mouse): void {
    const start = inside(hit, mouse);
    const unit = UNITS[this.#clicks.count(mouse, this.#clock())];
    const begun = unit !== 'cell';
    this.#held = { type: 'selection', hit, start, begun };
    if (begun) this.#select(hit, start, unit);
  }

  #move(mouse: Mouse): void {
    const held = this.#held;
    if (!held) this.#hover(mouse);
    else if (held.type === 'border') {
      const { border } = held;
      this.#store.dispatch({ type: 'borderMoved', border, at: mouse });
    } else if (held.type === 'program') this.#toProgram(held.hit, mouse);
    else this.#drag(held, mouse);
  }

  /** A button that went down elsewhere, or to give the focus, is none of the program's. */
  #hover(mouse: Mouse): void {
    if ((mouse.code & BUTTON) !== NO_BUTTON) return;
    const hit = this.#paneAt(mouse);
    if (hit && this.#isPrograms(hit)) this.#toProgram(hit, mouse);
  }

  #drag(held: Extract<Held, { readonly type: 'selection' }>, mouse: Mouse): void {
    const { hit, start, begun } = held;
    if (!begun) this.#select(hit, start, 'cell');
    this.#held = { ...held, begun: true };
    this.#dragTo(hit, inside(hit, mouse));
  }

  #dragTo(hit: Hit, at: Cell): void {
    const event = { type: 'drag', at } as const;
    this.#store.dispatch({ type: 'pointed', pane: hit.pane.id, by: 'pointer', event });
    if (at.y < 0 || at.y >= hit.rect.height) this.#scrollOnSoon(hit, at);
  }

  #scrollOnSoon(hit: Hit, at: Cell): void {
    this.#scrollingOn = setTimeout(() => this.#scrollOn(hit, at), SCROLL_ON_MS);
  }

  #scrollOn(hit: Hit, at: Cell): void {
    const past = this.#store.state().pasts.get(hit.pane.id);
    if (past?.phase === 'opening') this.#scrollOnSoon(hit, at);
    else if (past?.held) this.#dragTo(hit, at);
  }

  #release(mouse: Mouse): void {
    const held = this.#held;
    this.#held = undefined;
    if (held?.type === 'program') this.#toProgram(held.hit, mouse);
    if (held?.type !== 'selection' || !held.begun) return;
    const event = { type: 'drop' } as const;
    const pane = held.hit.pane.id;
    this.#store.dispatch({ type: 'pointed', pane, by: 'pointer', event });
  }

  #select({ pane }: Hit, at: Cell, unit: Unit): void {
    const event = { type: 'grab', at, unit } as const;
    this.#store.dispatch({ type: 'pointed', pane: pane.id, by: 'pointer', event });
  }

  #wheel(mouse: Mouse): void {
    if ((mouse.code & SIDEWAYS) !== 0) return this.#wheelSideways(mouse);
    const by = (mouse.code & 1) === 0 ? -1 : 1;
    const state = this.#store.state();
    if (state.view.type !== 'panes')
      return this.#store.dispatch({
        type: 'intent',
        intent: { type: 'scroll', lines: by * WHEEL_LINES },
      });
    const hit = this.#paneAt(mouse);
    if (hit) return this.#wheelIn(hit, mouse, by);
    const { sidebar } = geometryOf(state);
    if (sidebar && contains(sidebar, mouse.x, mouse.y))
      this.#store.dispatch({ type: 'intent', intent: { type: 'select', by } });
  }

  /** Nothing of ours goes sideways: a hand on a touchpad that scrolls does so all the time. */
  #wheelSideways(mouse: Mouse): void {
    const hit = this.#paneAt(mouse);
    if (hit && this.#isPrograms(hit)) this.#toProgram(hit, mouse);
  }

  /** A program on the alternate screen that knows no mouse is scrolled by its arrows, if it may. */
  #wheelIn(hit: Hit, mouse: Mouse, by: 1 | -1): void {
    const { id, session } = hit.pane;
    if (this.#isPrograms(hit)) return this.#toProgram(hit, mouse);
    const modes = this.#screens.of(session.id)?.modes;
    const isArrows = modes?.alternateScreen === true && modes.alternateScroll;
    if (!isArrows || this.#store.state().pasts.has(id)) {
      const event = { type: 'wheel', lines: by * WHEEL_LINES } as const;
      return this.#store.dispatch({ type: 'pointed', pane: id, by: 'wheel', event });
    }
    const key = encodeKey(named(by < 0 ? 'up' : 'down'), modes);
    this.#send(session.id, Buffer.concat(Array.from({ length: WHEEL_LINES }, () => key)));
  }

  /** Whether the pane's program asked for the mouse, and is what the pane shows. */
  #isPrograms({ pane }: Hit): boolean {
    const modes = this.#screens.of(pane.session.id)?.modes;
    const isPast = this.#store.state().pasts.has(pane.id);
    return !isPast && modes !== undefined && modes.mouse !== 'none';
  }

  #toProgram(hit: Hit, mouse: Mouse): void {
    const modes = this.#screens.of(hit.pane.session.id)?.modes;
    if (!modes) return;
    const bytes = encodeMouse({ ...mouse, ...clamped(hit, inside(hit, mouse)) }, modes);
    if (bytes.length > 0) this.#send(hit.pane.session.id, bytes);
  }

  #borderAt({ x, y, code }: Mouse): Border | undefined {
    const { view } = this.#store.state();
    if (view.type !== 'panes' || (code & (BUTTON | MODIFIED)) !== 0) return undefined;
    const { tree, stage } = geometryOf(this.#store.state());
    return tree && borderAt(tree, stage, { x, y });
  }

  #paneAt({ x, y }: Mouse): Hit | undefined {
    const state = this.#store.state();
    if (state.view.type !== 'panes') return undefined;
    const { panes } = geometryOf(state);
    for (const pane of state.panes) {
      const area = panes.get(pane.id);
      const rect = area && screenRect(area);
      if (rect && contains(rect, x, y)) return { pane, rect };
    }
    return undefined;
  }
}

function inside({ rect }: Hit, { x, y }: Cell): Cell {
  return { x: x - rect.x, y: y - rect.y };
}

function clamped({ rect }: Hit, { x, y }: Cell): Cell {
  return {
    x: Math.max(0, Math.min(x, rect.width - 1)),
    y: Math.max(0, Math.min(y, rect.height - 1)),
  };
}
