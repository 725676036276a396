/** Takes in what sessions do: they start, end and show something; their agents tell of it. */
import { plainText } from '../base/plain-text.js';
import type { HookMessage } from '../domain/hook.js';
import { workstreamId, type SessionId, type WorkstreamId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import { readHookEvent } from '../formats/hook-event.js';
import type { HostEvent } from '../protocol/host.js';
import { ConflictWatch } from './conflict-watch.js';
import type { EngineContext } from './context.js';
import { recordExit } from './exits.js';
import { hearConversation } from './hooks/conversing.js';
import type { Held } from './hooks/questions.js';
import { Observing, type Sight } from './observing.js';
import { factsOf, workstreamOf } from './plan-facts.js';
import { workstreamIn } from './session-name.js';
import { Using } from './usage/using.js';
import type { Watching } from './watching.js';

/** Sessions whose start is being recorded; more of them at a time do not occur. */
const MAX_EARLY = 100;

export class HostWatch implements Disposable {
  readonly #context: EngineContext;
  readonly #watching: Watching;
  readonly #observing: Observing;
  readonly #using: Using;
  readonly #conflicts: ConflictWatch;
  /** What agents told before it was known whose they are. */
  readonly #early = new Map<SessionId, HookMessage>();

  constructor(context: EngineContext, watching: Watching) {
    this.#context = context;
    this.#watching = watching;
    this.#observing = new Observing(context);
    this.#using = new Using(context);
    this.#conflicts = new ConflictWatch(context);
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
    // It may wait for a merge that the host must answer for.
    this.#conflicts
      .lookAtAll()
      .catch((error: unknown) => this.#context.log(String(error)));
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
   * An event of an agent, and what it asks, for which its hook `waits` or not; what it means
   * is on disk when it resolves.
   */
  async hear(message: HookMessage, waits: boolean): Promise<Held | undefined> {
    const { plan, signs, now, log } = this.#context;
    const event = readHookEvent(message);
    if (!event) {
      log(`hook: an event of ${plainText(message.session, 200)} is none`);
      return undefined;
    }
    const owner = workstreamOf(plan.state, message.session);
    const likely = owner ?? workstreamId(workstreamIn(message.session) ?? '');
    const isOfWork = this.#observing.isOfWork(likely, event);
    if (owner === undefined) {
      if (isOfWork) this.#keepEarly(message);
      return undefined;
    }
    this.#using.hear(owner, event);
    await hearConversation(this.#context, owner, { session: message.session, event });
    // A status line is drawn while nothing happens, too.
    if (!isOfWork) return undefined;
    signs.set(owner, now());
    return this.#observing.hear(owner, { message, event, waits });
  }

  /** What its agent wrote last is read once more; what it asked nobody waits for. */
  async #ended(session: SessionId): Promise<void> {
    const wasAsked = this.#context.ending.delete(session);
    const owner = workstreamOf(this.#context.plan.state, session);
    if (owner !== undefined) {
      this.#using.stirred(owner);
      this.#context.questions.closeAll(owner);
    } else if (!wasAsked) await this.#conflicts.stirred(session);
  }

  #keepEarly(message: HookMessage): void {
    const [oldest] = this.#early.keys();
    if (this.#early.size >= MAX_EARLY && oldest) this.#early.delete(oldest);
    this.#early.set(message.session, message);
  }

  /**
   * Looks at what a workstream's session shows now. Asked for when its start was recorded:
   * an agent that asks at once and then waits shows it before we know whose session it is.
   */
  async lookAt(id: WorkstreamId): Promise<void> {
    const { screens, plan } = this.#context;
    const session = factsOf(plan.state, id)?.session;
    const text = session && screens.text(session);
    if (text) this.#watching.readAgain(id);
    if (text) await this.#observing.look(id, text);
    const told = session && this.#early.get(session);
    if (!told) return;
    this.#early.delete(session);
    (await this.hear(told, false))?.gone();
  }

  /** What was said of a workstream's session last. */
  sight(id: WorkstreamId): Sight | undefined {
    return this.#observing.sight(id);
  }

  [Symbol.dispose](): void {
    this.#observing[Symbol.dispose]();
    this.#using[Symbol.dispose]();
  }

  async #take(event: HostEvent): Promise<void> {
    const { sessions, screens, feed, plan } = this.#context;
    switch (event.type) {
      case 'session':
        sessions.set(event.session.id, event.session);
        feed.changed();
        if (event.session.status.type === 'exited') await this.#ended(event.session.id);
        return recordExit(this.#context, event.session);
      case 'forgotten':
        sessions.delete(event.session);
        screens.forget(event.session);
        return feed.changed();
      case 'screenText': {
        const { session, title, lines, quiet } = event;
        screens.show(session, { title, lines, quiet });
        const owner = workstreamOf(plan.state, session);
        if (owner === undefined) return this.#conflicts.stirred(session);
        this.#context.signs.set(owner, this.#context.now());
        this.#using.stirred(owner);
        if (quiet) this.#watching.readAgain(owner);
        await this.#observing.look(owner, { title, lines, quiet });
        return;
      }
      case 'bell':
      case 'notification':
      case 'progress':
      case 'clipboard':
      case 'fault':
      case 'ending':
        return;
    }
  }
}
