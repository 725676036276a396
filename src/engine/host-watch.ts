/** Takes in what the host tells: sessions that start, end and show something. */
import type { WorkstreamId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { HostEvent } from '../protocol/host.js';
import type { EngineContext } from './context.js';
import { recordExit } from './exits.js';
import { Observing } from './observing.js';
import { factsOf, workstreamOf } from './plan-facts.js';
import type { Watching } from './watching.js';

export class HostWatch implements Disposable {
  readonly #context: EngineContext;
  readonly #watching: Watching;
  readonly #observing: Observing;

  constructor(context: EngineContext, watching: Watching) {
    this.#context = context;
    this.#watching = watching;
    this.#observing = new Observing(context);
  }

  /** A host is there, maybe another one than before: these are all of its sessions. */
  async connected(live: readonly Session[]): Promise<void> {
    const { sessions, plan } = this.#context;
    // News may have overtaken the list: what has ended stays ended.
    for (const session of live)
      if (sessions.get(session.id)?.status.type !== 'exited')
        sessions.set(session.id, session);
    await this.#watching.watchAll();
    // Those that ended while no engine was there ended as the host says, not by a fault.
    for (const session of sessions.values()) await recordExit(this.#context, session);
    const alive = [...sessions.values()].filter(
      ({ status }) => status.type === 'running',
    );
    await plan.record({ type: 'engineStarted', alive: alive.map(({ id }) => id) });
  }

  /** The host is gone, with all of its sessions. */
  lost(): void {
    const { sessions, ending, feed } = this.#context;
    sessions.clear();
    ending.clear();
    feed.notify('error', 'the host is gone; starting another one');
  }

  take(event: HostEvent): void {
    this.#take(event).catch((error: unknown) => this.#context.log(String(error)));
  }

  /**
   * Looks at what a workstream's session shows now. Asked for when its start was recorded:
   * an agent that asks at once and then waits shows it before we know whose session it is.
   */
  async lookAt(id: WorkstreamId): Promise<void> {
    const { screens, plan } = this.#context;
    const session = factsOf(plan.state, id)?.session;
    const text = session && screens.text(session);
    if (text) await this.#observing.look(id, text);
  }

  [Symbol.dispose](): void {
    this.#observing[Symbol.dispose]();
  }

  async #take(event: HostEvent): Promise<void> {
    const { sessions, ending, screens, feed, plan } = this.#context;
    switch (event.type) {
      case 'session':
        sessions.set(event.session.id, event.session);
        if (event.session.status.type === 'exited') ending.delete(event.session.id);
        feed.changed();
        return recordExit(this.#context, event.session);
      case 'forgotten':
        sessions.delete(event.session);
        screens.forget(event.session);
        return feed.changed();
      case 'screenText': {
        const { session, title, lines, quiet } = event;
        screens.show(session, { title, lines, quiet });
        const owner = workstreamOf(plan.state, session);
        if (owner === undefined) return;
        this.#context.signs.set(owner, this.#context.now());
        await this.#observing.look(owner, { title, lines, quiet });
        return;
      }
      case 'bell':
      case 'notification':
      case 'progress':
      case 'clipboard':
      case 'fault':
        return;
    }
  }
}
