/**
 * Keys for a program whose screen has not come yet: what the program asked of its keyboard
 * is known only with it. They wait in their order and are said when it is there.
 */
import type { SessionId } from '../domain/ids.js';
import type { Modes } from '../screen/row.js';

/** A key or a paste, in the form that a program with these modes reads. */
export type Saying = (modes: Modes) => Buffer;

/** More than a person types, and less than a held key fills a memory with. */
const MAX_HELD = 1000;

export class HeldKeys {
  readonly #held = new Map<SessionId, Saying[]>();

  hold(session: SessionId, saying: Saying): void {
    const held = this.#held.get(session) ?? [];
    if (held.length < MAX_HELD) held.push(saying);
    this.#held.set(session, held);
  }

  /** What waits for `session`, oldest first; it waits no longer. */
  take(session: SessionId): readonly Saying[] {
    const held = this.#held.get(session) ?? [];
    this.#held.delete(session);
    return held;
  }

  /** Forgets what was meant for a session that `keep` does not want. */
  drop(keep: (session: SessionId) => boolean): void {
    for (const session of this.#held.keys())
      if (!keep(session)) this.#held.delete(session);
  }
}
