/**
 * The console's two conversations: what host and engine say becomes events of the store,
 * and what is to happen when one of them is away.
 */
import { plainText } from '../base/plain-text.js';
import type { OtherVersionError } from '../connection/peer.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { EngineEvent, EngineRequest } from '../protocol/engine.js';
import type { EngineAnswers } from '../protocol/engine-answers.js';
import type { HostAnswers, HostEvent, HostRequest } from '../protocol/host.js';
import type { Session } from '../domain/session.js';
import type { Answers } from './answers.js';
import type { ConsoleStore } from './chrome.js';
import { isCall } from './call.js';
import { isEndedGuest, isGuest } from './guest.js';
import { Link } from './link.js';
import { workstreamOf } from './panes.js';
import type { PastFiles } from './past-files.js';
import type { Screens } from './screens.js';
import type { LinkState } from './state.js';
import { Timers } from './timers.js';
import { sameViews, viewedPanes, type Viewed } from './viewing.js';

export type LinksOptions = {
  readonly hostSocket: string;
  readonly engineSocket: string;
  /** Starts an engine where none runs; called when one stays away. */
  readonly ensureEngine: () => Promise<void>;
  /** The start of host and engine where they do not run yet; its failure is the console's. */
  readonly starting?: Promise<void>;
  /** The workstream whose pane gets the keyboard. */
  readonly focus?: WorkstreamId;
};

export type LinksAround = {
  readonly store: ConsoleStore;
  readonly screens: Screens;
  readonly pastFiles: PastFiles;
  /** A screen that is shown has changed. */
  readonly drawn: (session: SessionId) => void;
  /** What is known of the terminal. */
  readonly answers: () => Answers;
  /** The host is gone, and with it every session: because somebody wished it, or not. */
  readonly hostGone: (wished: boolean) => void;
  /** Host or engine cannot be talked to. */
  readonly stranger: (why: OtherVersionError) => void;
  /** Something began just now. */
  readonly tick: () => void;
  /** The host has no session, and no screen will come. */
  readonly noSessions: () => void;
  /** It is known whether the pane that the console was opened for is there. */
  readonly placed: (isThere: boolean) => void;
};

/** The host restarts its engine within a second; after this somebody has to. */
const ENGINE_AWAY_MS = 2000;

/** Longer than busy host and engine take to say what there is, and shorter than patience. */
const PLACING_MS = 5000;

/** Longer than the engine takes on a busy machine to start a host in place of one that was killed. */
const HOST_AWAY_MS = 8000;

/** Who listens is met within this by a console that loads its chrome on a busy machine. */
const UNMET_MS = 10_000;

export class Links implements Disposable {
  readonly #options: LinksOptions;
  readonly #around: LinksAround;
  readonly #timers = new Timers();
  readonly host: Link<HostRequest, HostAnswers, HostEvent>;
  readonly engine: Link<EngineRequest, EngineAnswers, EngineEvent>;
  #viewed: readonly Viewed[] = [];
  #focusWish: WorkstreamId | undefined;
  #isEnding = false;

  constructor(options: LinksOptions, around: LinksAround) {
    this.#options = options;
    this.#around = around;
    this.#focusWish = options.focus;
    this.host = this.#linkHost();
    this.engine = this.#linkEngine();
    if (options.focus !== undefined)
      this.#timers.set('placing', PLACING_MS, () => around.placed(false));
    const { starting = Promise.resolve() } = options;
    void starting.then(
      () => this.#expect(),
      () => {},
    );
  }

  [Symbol.dispose](): void {
    this.#timers[Symbol.dispose]();
    this.host[Symbol.dispose]();
    this.engine[Symbol.dispose]();
  }

  /** Asks for the screens that are shown, unless it has. */
  view(): void {
    const viewed = viewedPanes(this.#around.store.state());
    if (sameViews(viewed, this.#viewed)) return;
    this.#viewed = viewed;
    void this.host.ask({ type: 'view', panes: viewed });
  }

  /** The person is at this console: panes take the size that they have here. */
  attend(): void {
    void this.host.ask({ type: 'attend' });
  }

  /** So that programs choose colours that can be read on the person's background. */
  tellColours(): void {
    const { foreground, background } = this.#around.answers();
    if (foreground === undefined || background === undefined) return;
    const colours = { foreground, background };
    void this.host.ask({ type: 'colours', colours });
  }

  /** Both listened a moment ago; one that is never met went down before it was. */
  #expect(): void {
    if (!this.host.isUp)
      this.#timers.set('host', UNMET_MS, () => this.#around.hostGone(false));
    if (!this.engine.isUp)
      this.#timers.set('engine', UNMET_MS, () => void this.#reviveEngine());
  }

  #linkHost(): Link<HostRequest, HostAnswers, HostEvent> {
    return new Link({
      socketPath: this.#options.hostSocket,
      program: 'console',
      handlers: {
        event: (event: HostEvent) => this.#hostSays(event),
        screen: (session, update) => {
          this.#around.screens.apply(session, update);
          if (this.#around.store.state().pasts.size > 0)
            this.#around.store.dispatch({ type: 'wrote', session });
          this.#around.drawn(session);
        },
      },
      changed: (link) => void this.#hostLink(link),
      stranger: this.#around.stranger,
    });
  }

  #linkEngine(): Link<EngineRequest, EngineAnswers, EngineEvent> {
    return new Link({
      socketPath: this.#options.engineSocket,
      program: 'console',
      handlers: { event: (event: EngineEvent) => this.#engineSays(event) },
      changed: (link) => void this.#engineLink(link),
      stranger: this.#around.stranger,
    });
  }

  async #hostLink(link: LinkState): Promise<void> {
    if (link !== 'up') {
      this.#around.store.dispatch({ type: 'hostLink', link });
      if (this.#isEnding) this.#around.hostGone(true);
      else this.#timers.set('host', HOST_AWAY_MS, () => this.#around.hostGone(false));
      return;
    }
    this.#timers.clear('host');
    this.tellColours();
    this.#viewed = [];
    const sessions = await this.host.ask({ type: 'sessions' });
    this.#around.store.dispatch({ type: 'hostLink', link });
    if (sessions.ok) {
      this.#around.store.dispatch({ type: 'sessions', sessions: sessions.value });
      this.#tidy(sessions.value);
      if (sessions.value.length === 0) this.#around.noSessions();
    }
    this.#focusWished();
  }

  async #engineLink(link: LinkState): Promise<void> {
    this.#around.store.dispatch({ type: 'engineLink', link });
    if (link !== 'up') {
      this.#timers.set('engine', ENGINE_AWAY_MS, () => void this.#reviveEngine());
      return;
    }
    this.#timers.clear('engine');
    const answer = await this.engine.ask({ type: 'status' });
    if (answer.ok) this.#around.store.dispatch({ type: 'status', status: answer.value });
    this.#focusWished();
  }

  async #reviveEngine(): Promise<void> {
    try {
      await this.#options.ensureEngine();
    } catch (error) {
      const text = plainText(error instanceof Error ? error.message : String(error));
      this.#around.store.dispatch({
        type: 'noticed',
        notice: { level: 'error', text, at: Date.now() },
      });
    }
  }

  #hostSays(event: HostEvent): void {
    if (event.type === 'session') this.#sessionSays(event.session);
    if (event.type === 'forgotten') this.#forget(event.session);
    if (event.type === 'ending') this.#isEnding = true;
    if (isCall(event))
      this.#around.store.dispatch({ type: 'called', event, at: Date.now() });
    this.#focusWished();
  }

  #sessionSays(session: Session): void {
    this.#around.store.dispatch({ type: 'session', session });
    if (isEndedGuest(session)) void this.#letGo(session);
  }

  /** Told by every console that looks on; the last ones find it done. */
  async #letGo({ id }: Session): Promise<void> {
    await this.host.ask({ type: 'forget', session: id });
  }

  /** What ended while no console looked on. */
  #tidy(sessions: readonly Session[]): void {
    for (const session of sessions.filter(isEndedGuest)) void this.#letGo(session);
    void this.#around.pastFiles.sweep(sessions.map(({ id }) => id)).catch(() => {});
  }

  #forget(session: SessionId): void {
    if (isGuest(session)) void this.#around.pastFiles.remove(session).catch(() => {});
    this.#around.screens.forget(session);
    this.#around.store.dispatch({ type: 'forgotten', session });
  }

  #engineSays(event: EngineEvent): void {
    if (event.type === 'status') {
      this.#around.store.dispatch(event);
      // What has just begun is young, and its age is to be seen counting.
      this.#around.tick();
      this.#focusWished();
      return;
    }
    if (event.type === 'worktreesMade') return;
    const text = plainText(event.text);
    const notice = { level: event.level, text, at: Date.now() } as const;
    const { calls } = event;
    this.#around.store.dispatch(
      calls === undefined
        ? { type: 'noticed', notice }
        : { type: 'calledFor', workstream: calls, notice },
    );
  }

  /** A person has begun: no pane takes the keyboard any more by itself. */
  forgetWish(): void {
    this.#focusWish = undefined;
  }

  /** The workstream that the console was opened for may get its pane a moment later. */
  #focusWished(): void {
    const workstream = this.#focusWish;
    if (workstream === undefined) return;
    const { panes, status } = this.#around.store.state();
    const isThere = panes.some((pane) => pane.workstream === workstream);
    if (isThere) {
      this.#focusWish = undefined;
      this.#around.store.dispatch({ type: 'focusWorkstream', workstream });
    } else if (!status || workstreamOf(status, workstream)?.session) return;
    this.#timers.clear('placing');
    this.#around.placed(isThere);
  }
}
