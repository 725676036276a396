/**
 * One session: a program in its pty, the screen that its output paints, and the record of
 * both. It does not know who looks on.
 *
 * A screen outlives its program until it is forgotten, and a fault of the emulator costs
 * this session its screen and nobody else anything.
 */
import { fail, ok, type Result } from '../base/result.js';
import type { SessionId } from '../domain/ids.js';
import type { Session, Size } from '../domain/session.js';
import { startPty, type Exit, type Pty } from '../pty/pty.js';
import type { Colours } from '../screen/colours.js';
import type { EmulatorEvent } from '../screen/emulator-events.js';
import type { Emulator } from '../screen/emulator.js';
import { clampSize } from '../screen/screen-size.js';
import type { Notice } from '../screen/notices.js';
import type { SpareLines } from '../screen/spare-lines.js';
import { Feed } from './feed.js';
import type { History } from './history.js';
import type { Turn } from './keys-first.js';
import { Moment } from './moment.js';
import { bytesPressed, type Pressed } from './pressed.js';
import type { Recorded } from './recorded.js';
import { Recording, type RecordingPlace } from './recording.js';
import { markAfter, playInto } from './revival.js';
import { SessionScreen, type Emulate } from './session-screen.js';

export type SessionStart = {
  readonly id: SessionId;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly size: Size;
  /** Who comes first when somebody types. */
  readonly turn: Turn;
  /** What it is told when it asks for colours. */
  readonly colours: () => Colours;
  /** One for all sessions. */
  readonly spares: SpareLines;
  /** Makes its emulators; another one than wtmux's own is for trying what a fault costs. */
  readonly emulate?: Emulate;
  /** Asked for once the program runs: the file in which it is recorded, if it is. */
  readonly recording?: () => RecordingPlace | undefined;
  /** What is recorded of the session whose place it takes. */
  readonly past?: Recorded | undefined;
  /** Whether the program is still to be started when the past is in its place. */
  readonly wanted?: () => boolean;
};

const UNWANTED = 'who asked for it is gone';

/** What a session tells its owner. */
export type SessionEvents = {
  /** The screen may have changed. */
  readonly output: () => void;
  /** A synchronized frame begins: the screen is whole for the last time until it ends. */
  readonly frameStart: () => void;
  readonly title: () => void;
  readonly bell: () => void;
  readonly notice: (notice: Notice) => void;
  /** After the last `output`. */
  readonly exit: () => void;
  /** The emulator threw; the screen starts anew. */
  readonly fault: (error: unknown) => void;
  /** It is recorded no further. */
  readonly unrecorded: (error: unknown) => void;
};

export class HostedSession implements Disposable {
  readonly id: SessionId;
  readonly turn: Turn;
  readonly #ended = new Moment();
  readonly #events: SessionEvents;
  readonly #screen: SessionScreen;
  readonly #feed: Feed;
  #pty: Pty | undefined;
  #recording: Recording | undefined;
  #record: Session;

  /** Starts the program, or says in one line why it cannot be started. */
  static async start(
    start: SessionStart,
    events: SessionEvents,
  ): Promise<Result<HostedSession, string>> {
    const session = new HostedSession(start, events);
    if (start.past) await session.#revive(start.past);
    const started = start.wanted?.() === false ? fail(UNWANTED) : session.#launch(start);
    if (!started.ok) session[Symbol.dispose]();
    return started;
  }

  private constructor(start: SessionStart, events: SessionEvents) {
    const { id, command, cwd } = start;
    const size = clampSize(start.size);
    this.id = id;
    this.#events = events;
    this.turn = start.turn;
    this.#feed = new Feed({
      begin: (bytes) => this.#paint(bytes),
      goOn: () => this.#work((emulator) => emulator.goOn()),
      hold: (on) => this.#pty?.hold(on),
      turn: start.turn,
    });
    const { colours, spares, emulate } = start;
    const { frameStart, fault } = events;
    this.#screen = new SessionScreen({
      size,
      colours,
      spares,
      emulate,
      frameStart,
      fault,
    });
    this.#record = {
      id,
      command,
      cwd,
      size,
      pid: 0,
      title: '',
      startedAt: Date.now(),
      status: { type: 'running' },
    };
  }

  get record(): Session {
    return this.#record;
  }

  get running(): boolean {
    return this.#record.status.type === 'running';
  }

  /** Resolves when the program has ended and its last words are on the screen. */
  get ended(): Promise<void> {
    return this.#ended.reached;
  }

  /** Another one after a fault. */
  get emulator(): Emulator {
    return this.#screen.emulator;
  }

  /** Whether there are rows to be packed. */
  get packing(): boolean {
    return this.#screen.packing;
  }

  /** Of the emulator that there is; ask again after waiting. */
  get history(): History {
    return this.#screen.history;
  }

  /** Resolves when it is recorded to the end. */
  async recorded(): Promise<void> {
    if (!this.running) await this.#recording?.closed;
  }

  /** Bytes as if typed; false when they are dropped. */
  type(bytes: Buffer): boolean {
    if (this.emulator.echoes) this.#feed.take(bytes);
    return this.#write(bytes);
  }

  /** Types keys while the screen is whole and shows what they are for; false when it does not. */
  press(pressed: Pressed): boolean {
    if (this.#feed.waiting) return false;
    const bytes = bytesPressed(this.emulator, pressed);
    return bytes !== undefined && this.type(bytes);
  }

  /** True when the size is another one. */
  resize(wish: Size): boolean {
    const size = clampSize(wish);
    const { columns, rows } = this.#record.size;
    if (size.columns === columns && size.rows === rows) return false;
    this.#record = { ...this.#record, size };
    // First: what it begins with may be the screen, in the size that was.
    this.#recording?.resize(size);
    this.#screen.resize(size);
    this.#pty?.resize(size);
    this.#tell(this.emulator.sizeReport);
    return true;
  }

  /** The person's colours became dark or light. */
  themed(): void {
    this.#tell(this.emulator.themeReport);
  }

  /** Signals the program's process group; false when it runs as another user. */
  signal(signal: NodeJS.Signals): boolean {
    return this.#pty?.kill(signal) ?? true;
  }

  [Symbol.dispose](): void {
    this.#feed[Symbol.dispose]();
    this.#recording?.[Symbol.dispose]();
    this.#screen[Symbol.dispose]();
  }

  /** The past is the emulator's before anything else can be. */
  async #revive(past: Recorded): Promise<void> {
    const { size } = this.#record;
    try {
      await playInto(this.emulator, past);
    } catch (error) {
      this.#screen.failed(error);
    }
    this.#screen.resize(size);
  }

  #launch(start: SessionStart): Result<HostedSession, string> {
    const pty = startPty({
      ...start,
      size: this.#record.size,
      onData: (bytes) => this.#feed.take(bytes),
      onExit: (exit) => this.#feed.end(() => this.#exited(exit)),
    });
    if (!pty.ok) return pty;
    this.#pty = pty.value;
    const startedAt = Date.now();
    this.#record = { ...this.#record, startedAt, pid: pty.value.pid };
    const place = start.recording?.();
    if (place) this.#recordTo(place);
    if (start.past)
      this.#paint(Buffer.from(markAfter(this.emulator, start.past, startedAt)));
    return ok(this);
  }

  #recordTo(place: RecordingPlace): void {
    this.#recording = new Recording({
      ...place,
      size: this.#record.size,
      snapshot: () => this.emulator.picture,
      settled: () => !this.#feed.waiting && this.emulator.settled,
      failed: (error) => this.#events.unrecorded(error),
    });
  }

  #paint(bytes: Buffer): boolean {
    this.#recording?.output(bytes);
    return this.#work((emulator) => emulator.begin(bytes));
  }

  /** What a program asked to be told unasked. */
  #tell(report = ''): void {
    this.#write(Buffer.from(report, 'latin1'));
  }

  #write(bytes: Buffer): boolean {
    return this.#pty?.write(bytes) ?? false;
  }

  /** True when there is more to do. */
  #work(paint: (emulator: Emulator) => readonly EmulatorEvent[]): boolean {
    this.#screen.change((emulator) => {
      const events = paint(emulator);
      // One write for all: a program can ask a thousand times in a few kilobytes.
      const replies = events.map((event) => (event.type === 'reply' ? event.text : ''));
      this.#write(Buffer.from(replies.join(''), 'latin1'));
      for (const event of events) this.#happened(event);
    });
    this.#events.output();
    return this.emulator.unfinished;
  }

  #happened(event: EmulatorEvent): void {
    switch (event.type) {
      case 'reply':
        return;
      case 'title':
        this.#record = { ...this.#record, title: event.title };
        this.#events.title();
        return;
      case 'bell':
        this.#events.bell();
        return;
      case 'notification':
      case 'progress':
      case 'clipboard':
        this.#events.notice(event);
        return;
    }
  }

  #exited({ code, signal }: Exit): void {
    this.#pty = undefined;
    this.#recording?.[Symbol.dispose]();
    const status = { type: 'exited', code, signal, at: Date.now() } as const;
    this.#record = { ...this.#record, status };
    this.#events.exit();
    this.#ended.reach();
  }
}
