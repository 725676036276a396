/** The screens of sessions as far as this console has received them. */
import type { SessionId } from '../domain/ids.js';
import {
  BLANK_ROW,
  type Cursor,
  type Modes,
  type Row,
  type ScreenUpdate,
} from '../screen/row.js';

export type Screen = {
  readonly rows: Row[];
  cursor: Cursor;
  modes: Modes;
};

export class Screens {
  readonly #screens = new Map<SessionId, Screen>();
  /** Sessions whose last update has been received and not yet drawn. */
  readonly #unseen = new Set<SessionId>();

  of(session: SessionId): Screen | undefined {
    return this.#screens.get(session);
  }

  apply(session: SessionId, update: ScreenUpdate): void {
    this.#unseen.add(session);
    const known = update.full ? undefined : this.#screens.get(session);
    const screen = known ?? {
      rows: Array.from({ length: update.rows }, () => BLANK_ROW),
      cursor: update.cursor,
      modes: update.modes,
    };
    for (const { y, row } of update.changes) screen.rows[y] = row;
    screen.cursor = update.cursor;
    screen.modes = update.modes;
    if (!known) this.#screens.set(session, screen);
  }

  forget(session: SessionId): void {
    this.#screens.delete(session);
    this.#unseen.delete(session);
  }

  /** The sessions whose updates are drawn now, for `screenSeen`. */
  takeSeen(): readonly SessionId[] {
    const seen = [...this.#unseen];
    this.#unseen.clear();
    return seen;
  }
}
