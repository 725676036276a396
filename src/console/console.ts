/**
 * The console: one person's screen. It joins the outer terminal, the host's screens, the
 * engine's states and the chrome; all decisions are in `step`, all drawing in `compose`.
 */
import { disposable, Disposer } from '../base/disposer.js';
import { plainText } from '../base/plain-text.js';
import { capabilitiesOf } from '../compositor/capabilities.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { EngineAnswers, EngineEvent, EngineRequest } from '../protocol/engine.js';
import type { HostAnswers, HostEvent, HostRequest } from '../protocol/host.js';
import { ChromeScreen } from './chrome-screen.js';
import type { ConsoleStore, StartChrome } from './chrome.js';
import { tickAfter } from './clock.js';
import { compose } from './compose.js';
import { InputDecoder } from './input-decoder.js';
import type { Keymap } from './keymap.js';
import { Link } from './link.js';
import { OuterTerminal, type OuterStreams } from './outer-terminal.js';
import { Painter } from './painter.js';
import { perform } from './perform.js';
import { Router } from './router.js';
import { Screens } from './screens.js';
import { initialState, type LinkState, type NamedLayout } from './state.js';
import { step } from './step.js';
import { createStore } from './store.js';
import { Timers } from './timers.js';
import { sameViews, viewedPanes, type Viewed } from './viewing.js';

export type ConsoleOptions = OuterStreams & {
  readonly hostSocket: string;
  readonly engineSocket: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly layouts: readonly NamedLayout[];
  readonly keymap: Keymap;
  /** Loads the chrome; asked for at once, so that it loads while sockets connect. */
  readonly chrome: () => Promise<StartChrome>;
  /** Starts an engine where none runs; called when one stays away. */
  readonly ensureEngine: () => Promise<void>;
  /** The workstream whose pane gets the keyboard. */
  readonly focus?: WorkstreamId;
};

export type ConsoleEnd =
  | { readonly type: 'detached' }
  /** The host ended, and with it every session. */
  | { readonly type: 'hostGone' }
  /** A signal, or a terminal that went away. */
  | { readonly type: 'ended'; readonly why: string };

/** A lone escape is decided after this: more is felt, less cuts sequences of slow links. */
const ESCAPE_MS = 25;

/** The host restarts its engine within a second; after this somebody has to. */
const ENGINE_AWAY_MS = 2000;

/** A host that is gone this long took its sessions with it. */
const HOST_AWAY_MS = 1500;

/** Runs until the person leaves. The terminal is given back before it resolves or rejects. */
export function runConsole(options: ConsoleOptions): Promise<ConsoleEnd> {
  return new Promise((resolve, reject) => {
    const disposer = new Disposer();
    const end = (how: ConsoleEnd) => {
      disposer[Symbol.dispose]();
      resolve(how);
    };
    try {
      disposer.add(new Console(options, end));
    } catch (error) {
      disposer[Symbol.dispose]();
      reject(error instanceof Error ? error : new Error('Cannot run the console'));
    }
  });
}

class Console implements Disposable {
  readonly #options: ConsoleOptions;
  readonly #end: (how: ConsoleEnd) => void;
  readonly #owned = new Disposer();
  readonly #screens = new Screens();
  readonly #decoder = new InputDecoder();
  readonly #store: ConsoleStore;
  readonly #terminal: OuterTerminal;
  readonly #painter: Painter;
  readonly #chrome: ChromeScreen;
  readonly #router: Router;
  readonly #host: Link<HostRequest, HostAnswers, HostEvent>;
  readonly #engine: Link<EngineRequest, EngineAnswers, EngineEvent>;
  readonly #timers = new Timers();
  #viewed: readonly Viewed[] = [];
  #focusWish: WorkstreamId | undefined;

  constructor(options: ConsoleOptions, end: (how: ConsoleEnd) => void) {
    this.#options = options;
    this.#end = end;
    this.#focusWish = options.focus;
    const loading = options.chrome();
    this.#terminal = this.#owned.add(this.#takeTerminal(options));
    const { size } = this.#terminal;
    this.#store = this.#createStore();
    this.#chrome = this.#owned.add(
      new ChromeScreen(size, { colour: (options.env['NO_COLOR'] ?? '') === '' }),
    );
    this.#painter = this.#owned.add(this.#createPainter());
    this.#router = this.#createRouter();
    this.#host = this.#owned.add(this.#linkHost());
    this.#engine = this.#owned.add(this.#linkEngine());
    this.#owned.add(this.#timers);
    this.#owned.add(disposable(this.#store.subscribe(() => this.#changed())));
    void loading.then((start) => this.#startChrome(start));
    this.#tick();
  }

  [Symbol.dispose](): void {
    this.#owned[Symbol.dispose]();
  }

  #takeTerminal(streams: OuterStreams): OuterTerminal {
    return new OuterTerminal(streams, {
      data: (chunk) => this.#input(chunk),
      resized: (size) => {
        this.#chrome.resize(size);
        this.#painter.resize(size);
        this.#store.dispatch({ type: 'resized', size });
      },
      drained: () => this.#painter.drained(),
      ended: (why) => this.#end({ type: 'ended', why }),
    });
  }

  #createStore(): ConsoleStore {
    const { size } = this.#terminal;
    const { layouts, keymap } = this.#options;
    return createStore({
      initial: initialState({ size, now: Date.now(), layouts, keymap }),
      step,
      perform: (effect) =>
        perform(effect, {
          engine: this.#engine,
          host: this.#host,
          copy: (text) => this.#terminal.copy(text),
          dispatch: this.#store.dispatch,
          sendPrefix: () => this.#router.sendPrefix(),
          detach: () => this.#end({ type: 'detached' }),
        }),
    });
  }

  #createPainter(): Painter {
    return new Painter({
      size: this.#terminal.size,
      can: capabilitiesOf(this.#options.env),
      compose: (frame) =>
        compose(frame, {
          state: this.#store.state(),
          screens: this.#screens,
          chrome: this.#chrome.rows,
        }),
      write: (bytes) => this.#terminal.write(bytes),
      painted: () => {
        for (const session of this.#screens.takeSeen())
          this.#host.write({ type: 'screenSeen', session });
      },
    });
  }

  #createRouter(): Router {
    return new Router({
      store: this.#store,
      screens: this.#screens,
      send: (session, bytes) => {
        this.#painter.typed(session);
        this.#host.write({ type: 'input', session, bytes });
      },
    });
  }

  #linkHost(): Link<HostRequest, HostAnswers, HostEvent> {
    return new Link({
      socketPath: this.#options.hostSocket,
      program: 'console',
      handlers: {
        event: (event: HostEvent) => this.#hostSays(event),
        screen: (session, update) => {
          this.#screens.apply(session, update);
          if (this.#store.state().pasts.size > 0)
            this.#store.dispatch({ type: 'wrote', session });
          this.#painter.request(session);
        },
      },
      changed: (link) => void this.#hostLink(link),
    });
  }

  #linkEngine(): Link<EngineRequest, EngineAnswers, EngineEvent> {
    return new Link({
      socketPath: this.#options.engineSocket,
      program: 'console',
      handlers: { event: (event: EngineEvent) => this.#engineSays(event) },
      changed: (link) => void this.#engineLink(link),
    });
  }

  #startChrome(start: StartChrome): void {
    const chrome = start({
      store: this.#store,
      show: (picture) => {
        this.#chrome.show(picture);
        this.#painter.request();
      },
    });
    this.#owned.add(chrome);
  }

  #input(chunk: Buffer): void {
    this.#timers.clear('escape');
    for (const input of this.#decoder.push(chunk)) this.#router.take(input);
    if (!this.#decoder.undecided) return;
    this.#timers.set('escape', ESCAPE_MS, () => {
      for (const input of this.#decoder.flush()) this.#router.take(input);
    });
  }

  #changed(): void {
    this.#view();
    this.#painter.request();
  }

  #view(): void {
    const viewed = viewedPanes(this.#store.state());
    if (sameViews(viewed, this.#viewed)) return;
    this.#viewed = viewed;
    void this.#host.ask({ type: 'view', panes: viewed });
  }

  async #hostLink(link: LinkState): Promise<void> {
    if (link !== 'up') {
      this.#store.dispatch({ type: 'hostLink', link });
      this.#timers.set('host', HOST_AWAY_MS, () => this.#end({ type: 'hostGone' }));
      return;
    }
    this.#timers.clear('host');
    this.#viewed = [];
    const sessions = await this.#host.ask({ type: 'sessions' });
    this.#store.dispatch({ type: 'hostLink', link });
    if (sessions.ok) this.#store.dispatch({ type: 'sessions', sessions: sessions.value });
    this.#focusWished();
  }

  async #engineLink(link: LinkState): Promise<void> {
    this.#store.dispatch({ type: 'engineLink', link });
    if (link !== 'up') {
      this.#timers.set('engine', ENGINE_AWAY_MS, () => void this.#reviveEngine());
      return;
    }
    this.#timers.clear('engine');
    const answer = await this.#engine.ask({ type: 'status' });
    if (answer.ok) this.#store.dispatch({ type: 'status', status: answer.value });
    this.#focusWished();
  }

  async #reviveEngine(): Promise<void> {
    try {
      await this.#options.ensureEngine();
    } catch (error) {
      const text = plainText(error instanceof Error ? error.message : String(error));
      this.#store.dispatch({
        type: 'noticed',
        notice: { level: 'error', text, at: Date.now() },
      });
    }
  }

  #hostSays(event: HostEvent): void {
    if (event.type === 'session') this.#store.dispatch(event);
    if (event.type === 'forgotten') this.#forget(event.session);
    this.#focusWished();
  }

  #forget(session: SessionId): void {
    this.#screens.forget(session);
    this.#store.dispatch({ type: 'forgotten', session });
  }

  #engineSays(event: EngineEvent): void {
    if (event.type === 'status') {
      this.#store.dispatch(event);
      // What has just begun is young, and its age is to be seen counting.
      this.#tick();
      this.#focusWished();
      return;
    }
    const text = plainText(event.text);
    this.#store.dispatch({
      type: 'noticed',
      notice: { level: event.level, text, at: Date.now() },
    });
  }

  /** The workstream that the console was opened for may get its pane a moment later. */
  #focusWished(): void {
    const workstream = this.#focusWish;
    if (workstream === undefined) return;
    const { panes } = this.#store.state();
    if (!panes.some((pane) => pane.workstream === workstream)) return;
    this.#focusWish = undefined;
    this.#store.dispatch({ type: 'focusWorkstream', workstream });
  }

  #tick(): void {
    this.#store.dispatch({ type: 'ticked', now: Date.now() });
    this.#timers.set('clock', tickAfter(this.#store.state()), () => this.#tick());
  }
}
