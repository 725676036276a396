/**
 * That an agent goes to work is the proof that it has taken what it was told: by its hook,
 * its title or its screen, whichever says so first.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { deferred } from '../base/deferred.js';
import { disposable } from '../base/disposer.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Milliseconds } from '../domain/time.js';
import type { AgentSpec } from '../formats/agent-file.js';

/** Watches one agent from when it was made. */
export type Watched = Disposable & {
  /** Whether it went to work since, or does so within `limitMs`. */
  readonly began: (limitMs: Milliseconds) => Promise<boolean>;
};

export class AtWork {
  readonly #watched = new Set<(id: WorkstreamId) => void>();

  /** Something says that it is at work. */
  seen(id: WorkstreamId): void {
    for (const tell of this.#watched) tell(id);
  }

  watch(id: WorkstreamId): Watched {
    const begun = deferred<true>();
    const look = (seen: WorkstreamId) => {
      if (seen === id) begun.resolve(true);
    };
    this.#watched.add(look);
    return {
      began: (limitMs) =>
        Promise.race([begun.promise, sleep(limitMs, false, { ref: false })]),
      ...disposable(() => this.#watched.delete(look)),
    };
  }
}

/** Whether anything of it says when it is at work. */
export function showsWork({ titles, screens, hooks }: AgentSpec): boolean {
  return [...titles, ...screens, ...(hooks?.events ?? [])].some(
    ({ doing }) => doing === 'busy',
  );
}
