/**
 * The console: one person's screen. It joins the outer terminal, the host's screens, the
 * engine's states and the chrome; all decisions are in `step`, all drawing in `compose`.
 */
import { disposable, Disposer } from '../base/disposer.js';
import { capabilitiesOf, type Capabilities } from '../compositor/capabilities.js';
import type { Answers } from './answers.js';
import { loadArranged } from './arrangement-file.js';
import { ArrangementKeeper } from './arrangement-keeper.js';
import { withArranged } from './arrangement.js';
import type { ConsoleStore } from './chrome.js';
import { tickAfter } from './clock.js';
import { compose } from './compose.js';
import type { ConsoleOptions } from './console-options.js';
import { EarlyInputs } from './early-inputs.js';
import { InputReader } from './input-reader.js';
import { Interview } from './interview.js';
import { isDeed, type Input } from './input.js';
import { LateChrome } from './late-chrome.js';
import { Links } from './links.js';
import { OuterTerminal, type OuterStreams } from './outer-terminal.js';
import { Painter } from './painter.js';
import { PastFiles } from './past-files.js';
import { OuterVoice } from './outer-voice.js';
import { perform } from './perform.js';
import { Router } from './router.js';
import { Screens } from './screens.js';
import { initialState, type Notice } from './state.js';
import { step } from './step.js';
import { createStore } from './store.js';
import { Timers } from './timers.js';

export type ConsoleEnd =
  | { readonly type: 'detached' }
  /** The host ended, and with it every session: because somebody wished it, or not. */
  | { readonly type: 'wentDown' }
  | { readonly type: 'hostGone' }
  /** A signal, a terminal that went away, or processes of another version. */
  | { readonly type: 'ended'; readonly why: string };

/** Runs until the person leaves. The terminal is given back before it resolves or rejects. */
export function runConsole(options: ConsoleOptions): Promise<ConsoleEnd> {
  return new Promise((resolve, reject) => {
    const disposer = new Disposer();
    const end = (how: ConsoleEnd) => {
      disposer[Symbol.dispose]();
      resolve(how);
    };
    const fail = (error: unknown) => {
      disposer[Symbol.dispose]();
      reject(error instanceof Error ? error : new Error('Cannot run the console'));
    };
    try {
      const console = new Console(options, disposer, end);
      options.starting?.catch((error) => console.quiet().then(() => fail(error)));
    } catch (error) {
      fail(error);
    }
  });
}

class Console {
  readonly #options: ConsoleOptions;
  readonly #end: (how: ConsoleEnd) => void;
  readonly #can: Capabilities;
  readonly #owned: Disposer;
  readonly #screens = new Screens();
  readonly #pastFiles: PastFiles;
  readonly #reader: InputReader;
  readonly #early: EarlyInputs;
  readonly #store: ConsoleStore;
  readonly #terminal: OuterTerminal;
  readonly #painter: Painter;
  readonly #chrome: LateChrome;
  readonly #router: Router;
  readonly #links: Links;
  readonly #voice: OuterVoice;
  readonly #keeper: ArrangementKeeper;
  readonly #timers = new Timers();
  readonly #interview: Interview;
  #noticed: Notice | undefined;

  /** `owned` lets go of what this owns, also when it cannot be made. */
  constructor(options: ConsoleOptions, owned: Disposer, end: (how: ConsoleEnd) => void) {
    this.#options = options;
    this.#owned = owned;
    this.#end = end;
    this.#reader = owned.add(new InputReader((input) => this.#take(input)));
    this.#pastFiles = new PastFiles(options.pastFolder);
    this.#can = capabilitiesOf(options.env);
    this.#early = new EarlyInputs({ forPane: options.focus !== undefined });
    this.#terminal = this.#owned.add(this.#takeTerminal(options));
    this.#interview = owned.add(this.#createInterview());
    this.#store = this.#createStore();
    const colour = (options.env['NO_COLOR'] ?? '') === '';
    this.#chrome = owned.add(
      new LateChrome({
        colour,
        store: this.#store,
        load: options.chrome,
        drawn: () => this.#painter.request(),
      }),
    );
    const around = { terminal: this.#terminal, can: this.#can, store: this.#store };
    this.#voice = new OuterVoice({ ...around, screens: this.#screens });
    this.#painter = this.#owned.add(this.#createPainter());
    this.#router = this.#owned.add(this.#createRouter());
    this.#links = this.#owned.add(this.#createLinks());
    this.#owned.add(this.#timers);
    this.#owned.add(disposable(this.#store.subscribe(() => this.#changed())));
    const { state } = this.#store;
    this.#keeper = owned.add(
      new ArrangementKeeper({ file: options.arrangementFile, state }),
    );
    this.#tick();
    this.#warn();
  }

  /** Resolves when nothing more comes from the terminal that was asked for. */
  quiet(): Promise<void> {
    return this.#terminal.quiet();
  }

  #leave(how: ConsoleEnd): void {
    void this.quiet().then(() => this.#end(how));
  }

  #takeTerminal(streams: OuterStreams): OuterTerminal {
    return new OuterTerminal(streams, {
      data: (chunk) => this.#router.together(() => this.#reader.read(chunk)),
      resized: (size) => {
        this.#links.attend();
        this.#painter.resize(size);
        this.#store.dispatch({ type: 'resized', size });
      },
      drained: () => this.#painter.drained(),
      ended: (why) => this.#end({ type: 'ended', why }),
    });
  }

  #createStore(): ConsoleStore {
    const { size } = this.#terminal;
    const { layouts, keymap, clipboard, arrangementFile } = this.#options;
    return createStore({
      initial: withArranged(
        initialState({ size, now: Date.now(), layouts, keymap, clipboard }),
        loadArranged(arrangementFile),
      ),
      step,
      perform: (effect) =>
        perform(effect, {
          engine: this.#links.engine,
          host: this.#links.host,
          env: this.#options.env,
          person: this.#options.person,
          pastFiles: this.#pastFiles,
          program: this.#options.program,
          folder: this.#options.folder,
          copy: (...what) => this.#terminal.copy(...what),
          dispatch: this.#store.dispatch,
          tell: (what) => this.#voice.tell(what),
          sendPrefix: () => this.#router.sendPrefix(),
          detach: () => this.#leave({ type: 'detached' }),
        }),
    });
  }

  #createPainter(): Painter {
    return new Painter({
      size: this.#terminal.size,
      can: this.#can,
      compose: () =>
        compose({
          state: this.#store.state(),
          screens: this.#screens,
          chrome: this.#chrome.rows,
        }),
      write: (bytes) => this.#terminal.write(bytes),
      painted: () => {
        const seen = this.#screens.takeSeen();
        for (const session of seen)
          this.#links.host.write({ type: 'screenSeen', session });
        if (seen.length > 0) this.#chrome.panesShown();
        if (this.#chrome.isShown) this.#early.pictured();
      },
      echoed: () => this.#chrome.lull.shown(),
    });
  }

  #createRouter(): Router {
    return new Router({
      store: this.#store,
      screens: this.#screens,
      send: (session, bytes) => {
        this.#chrome.lull.typed();
        this.#painter.typed(session);
        this.#links.host.write({ type: 'input', session, bytes });
      },
      attended: () => {
        this.#chrome.lull.over();
        this.#links.attend();
      },
      answered: (answer) => this.#interview.take(answer),
    });
  }

  #createInterview(): Interview {
    return new Interview((answers) => this.#learned(answers), {
      ask: (questions) => this.#terminal.write(questions),
      tell: () => this.#links.tellColours(),
    });
  }

  #learned({ kittyKeyboard, altLetters, synchronized }: Answers): void {
    this.#terminal.askKeys(kittyKeyboard ? 'kitty' : 'modifyOtherKeys');
    if (altLetters) this.#terminal.askAlt();
    if (synchronized === false) this.#painter.learn({ synchronized });
    this.#links.tellColours();
  }

  #createLinks(): Links {
    return new Links(this.#options, {
      store: this.#store,
      screens: this.#screens,
      drawn: (session) => {
        this.#router.shown(session);
        this.#painter.request(session);
        this.#voice.attend();
      },
      pastFiles: this.#pastFiles,
      answers: () => this.#interview.answers,
      hostGone: (wished) => this.#leave({ type: wished ? 'wentDown' : 'hostGone' }),
      stranger: ({ message: why }) => this.#leave({ type: 'ended', why }),
      tick: () => this.#tick(),
      noSessions: () => this.#chrome.noPanes(),
      placed: (isThere) => this.#placed(isThere),
    });
  }

  /** What was typed before the pane was there is for that pane, or for nobody. */
  #placed(isThere: boolean): void {
    for (const input of this.#early.placed(isThere)) this.#take(input);
  }

  #warn(): void {
    const [text] = this.#options.warnings;
    if (text === undefined) return;
    const notice = { level: 'warning', text, at: Date.now() } as const;
    this.#store.dispatch({ type: 'noticed', notice });
  }

  #take(input: Input): void {
    if (this.#early.take(input)) return;
    if (isDeed(input)) this.#links.forgetWish();
    this.#router.take(input);
  }

  #changed(): void {
    this.#chrome.lull.ask();
    this.#links.view();
    this.#router.changed();
    this.#painter.request();
    this.#keeper.changed();
    this.#watchNotice();
    this.#voice.changed();
  }

  /** News are read and gone in seconds, whenever the clock would tick. */
  #watchNotice(): void {
    const { notice } = this.#store.state();
    if (notice === this.#noticed) return;
    this.#noticed = notice;
    this.#setClock();
  }

  #tick(): void {
    this.#store.dispatch({ type: 'ticked', now: Date.now() });
    this.#setClock();
  }

  #setClock(): void {
    this.#timers.set('clock', tickAfter(this.#store.state()), () => this.#tick());
  }
}
