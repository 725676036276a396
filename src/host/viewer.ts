/**
 * One peer's view of one session: decides when a frame goes out. One at a time is under
 * way, always the newest state: the first after silence or after a key at once, then at
 * most 60 a second, none in the middle of a synchronized frame, and none of a screen of
 * another size before its program has drawn it anew, nor while another session's key comes
 * first. With nothing to show there is no timer.
 */
import { joinUpdates } from '../screen/join-updates.js';
import type { ScreenUpdate } from '../screen/row.js';
import { ScreenView } from '../screen/screen-view.js';
import type { HostedSession } from './hosted-session.js';
import {
  FRAME_INTERVAL_MS,
  MAX_REDRAW_MS,
  MAX_SYNCHRONIZED_MS,
  REDRAW_QUIET_MS,
  REDRAW_START_MS,
} from './limits.js';

/** Timers may fire a little before their time. */
const TIMER_SLACK_MS = 1;

export class Viewer implements Disposable {
  readonly #session: Pick<HostedSession, 'emulator' | 'turn'>;
  readonly #send: (update: ScreenUpdate) => void;
  readonly #view: ScreenView;
  #underWay = false;
  #urgent = false;
  /** Whether the frame under way is what the program made of a key. */
  #answers = false;
  #sentAt = -Infinity;
  #resizedAt = -Infinity;
  /** When the program is taken to have drawn its screen anew after a resize. */
  #redrawnAt = -Infinity;
  /** When the screen was found in the middle of the synchronized frame that still goes on. */
  #heldSince: number | undefined;
  /** The last whole screen before a synchronized frame, when it could not be sent then. */
  #kept: ScreenUpdate | undefined;
  #keptAt = -Infinity;
  /** Whether nobody looks on any more. */
  #left = false;
  #soon: NodeJS.Immediate | undefined;
  #later: NodeJS.Timeout | undefined;

  constructor(
    session: Pick<HostedSession, 'emulator' | 'turn'>,
    send: (update: ScreenUpdate) => void,
  ) {
    this.#session = session;
    this.#send = send;
    this.#view = new ScreenView(session.emulator);
    this.#schedule();
  }

  /** The screen may have changed: a frame goes out as soon as one may. */
  changed(): void {
    const now = performance.now();
    if (now < this.#redrawnAt) {
      this.#redrawnAt = Math.min(now + REDRAW_QUIET_MS, this.#resizedAt + MAX_REDRAW_MS);
      this.#unschedule();
    }
    this.#schedule();
  }

  /** The screen has another size: what the program makes of it is worth to wait for. */
  resized(): void {
    // Without a last frame there is nothing to keep.
    if (this.#sentAt === -Infinity) return this.#schedule();
    this.#resizedAt = performance.now();
    this.#redrawnAt = this.#resizedAt + REDRAW_START_MS;
    this.#unschedule();
    this.#schedule();
  }

  #schedule(): void {
    if (this.#underWay || this.#soon !== undefined || this.#left) return;
    const wait = this.#wait();
    if (wait > 0) {
      this.#later ??= setTimeout(() => this.#due(), wait);
      return;
    }
    this.#unschedule();
    this.#soon = setImmediate(() => this.#due());
  }

  /** Somebody typed: what the program makes of it is wanted at once. */
  typed(): void {
    this.#urgent = true;
  }

  /** The peer shows the last frame. */
  seen(): void {
    this.#underWay = false;
    if (this.#answers) this.#session.turn.answered();
    this.#answers = false;
    this.#schedule();
  }

  /** The screen is whole now and will not be for a while: shows it, or keeps it for later. */
  frameStart(): void {
    this.#heldSince = undefined;
    if (!this.#underWay && this.#wait() <= 0) return this.#show();
    const now = performance.now();
    // Programs that flood draw thousands of frames while one is shown.
    if (now - this.#keptAt < FRAME_INTERVAL_MS) return;
    this.#keptAt = now;
    this.#kept = joinUpdates(this.#kept, this.#view.take());
  }

  [Symbol.dispose](): void {
    this.#left = true;
    this.#unschedule();
  }

  /** Milliseconds until the next frame may go. */
  #wait(): number {
    const now = performance.now();
    const redraw = Math.max(0, this.#redrawnAt - now);
    return this.#urgent
      ? redraw
      : Math.max(redraw, this.#sentAt + FRAME_INTERVAL_MS - now);
  }

  #due(): void {
    this.#unschedule();
    const { turn } = this.#session;
    if (turn.waits()) return turn.after(() => this.#schedule());
    const wait = this.#wait();
    if (wait > TIMER_SLACK_MS) {
      this.#later = setTimeout(() => this.#due(), wait);
      return;
    }
    if (!this.#session.emulator.synchronized) return this.#show();
    const now = performance.now();
    this.#heldSince ??= now;
    const left = this.#heldSince + MAX_SYNCHRONIZED_MS - now;
    if (left <= 0) this.#show();
    else if (this.#kept) this.#give(this.#kept);
    else this.#later = setTimeout(() => this.#due(), left);
  }

  #show(): void {
    this.#unschedule();
    this.#heldSince = undefined;
    const update = joinUpdates(this.#kept, this.#view.take());
    if (update) this.#give(update);
  }

  #give(update: ScreenUpdate): void {
    this.#kept = undefined;
    this.#underWay = true;
    this.#answers = this.#urgent;
    this.#urgent = false;
    this.#sentAt = performance.now();
    this.#send(update);
  }

  #unschedule(): void {
    clearImmediate(this.#soon);
    clearTimeout(this.#later);
    this.#soon = undefined;
    this.#later = undefined;
  }
}
