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
import {
  Emulator,
  type EmulatorEvent,
  type EmulatorOptions,
} from '../screen/emulator.js';
import type { Colours } from '../screen/colours.js';
import { clampSize } from '../screen/screen-size.js';
import type { Notice } from '../screen/notices.js';
import type { SpareLines } from '../screen/spare-lines.js';
import { ColdRows } from './cold-rows.js';
import { Feed } from './feed.js';
import { History } from './history.js';
import { COLD_ROWS, HOT_ROWS } from './limits.js';
import type { Lines } from '../screen/past.js';
import { Moment } from './moment.js';
import type { Recorded } from './recorded.js';
import { Recording, type RecordingPlace } from './recording.js';
import { markAfter, playInto } from './revival.js';

export type SessionStart = {
  readonly id: SessionId;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly size: Size;
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

export type Emulate = (options: EmulatorOptions) => Emulator;

const UNWANTED = 'who asked for it is gone';

const newEmulator: Emulate = (options) => new Emulator(options);

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
  readonly #ended = new Moment();
  readonly #events: SessionEvents;
  readonly #colours: () => Colours;
  readonly #spares: SpareLines;
  readonly #cold = new ColdRows();
  readonly #emulate: Emulate;
  readonly #feed = new Feed({
    begin: (bytes) => this.#paint(bytes),
    goOn: () => this.#work(() => this.#emulator.goOn()),
    hold: (on) => this.#pty?.hold(on),
  });
  #pty: Pty | undefined;
  #recording: Recording | undefined;
  #emulator: Emulator;
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
    this.#colours = start.colours;
    this.#spares = start.spares;
    this.#emulate = start.emulate ?? newEmulator;
    this.#emulator = this.#newEmulator(size);
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
    return this.#emulator;
  }

  /** Of the emulator that there is; ask again after waiting. */
  get history(): History {
    return new History(this.#emulator, this.#cold);
  }

  /** Resolves when it is recorded to the end. */
  async recorded(): Promise<void> {
    if (!this.running) await this.#recording?.closed;
  }

  /** Bytes as if typed; false when they are dropped. */
  type(bytes: Buffer): boolean {
    return this.#pty?.write(bytes) ?? false;
  }

  /** Types keys while the screen is whole and shows these lines; false when it does not. */
  press(keys: string, shown: readonly string[]): boolean {
    if (this.#feed.waiting || this.#emulator.synchronized) return false;
    const lines = this.#emulator.text({ scrollback: false });
    const same =
      lines.length === shown.length && lines.every((line, y) => line === shown[y]);
    return same && this.type(Buffer.from(keys));
  }

  /** True when the size is another one. */
  resize(wish: Size): boolean {
    const size = clampSize(wish);
    const { columns, rows } = this.#record.size;
    if (size.columns === columns && size.rows === rows) return false;
    this.#record = { ...this.#record, size };
    this.#guarded(() => this.#emulator.resize(size));
    this.#recording?.resize(size);
    this.#pty?.resize(size);
    return true;
  }

  /** Signals the program's process group; false when it runs as another user. */
  signal(signal: NodeJS.Signals): boolean {
    return this.#pty?.kill(signal) ?? true;
  }

  [Symbol.dispose](): void {
    this.#feed[Symbol.dispose]();
    this.#recording?.[Symbol.dispose]();
    this.#cold[Symbol.dispose]();
    this.#emulator[Symbol.dispose]();
  }

  /** The past is the emulator's before anything else can be. */
  async #revive(past: Recorded): Promise<void> {
    const { size } = this.#record;
    try {
      await playInto(this.#emulator, past);
    } catch (error) {
      this.#guarded(() => {
        throw error;
      });
    }
    this.#guarded(() => this.#emulator.resize(size));
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
      this.#paint(Buffer.from(markAfter(this.#emulator, start.past, startedAt)));
    return ok(this);
  }

  #recordTo(place: RecordingPlace): void {
    this.#recording = new Recording({
      ...place,
      size: this.#record.size,
      snapshot: () => this.#emulator.picture,
      failed: (error) => this.#events.unrecorded(error),
    });
  }

  #paint(bytes: Buffer): boolean {
    this.#recording?.output(bytes);
    return this.#work(() => this.#emulator.begin(bytes));
  }

  /** True when there is more to do. */
  #work(paint: () => readonly EmulatorEvent[]): boolean {
    this.#guarded(() => {
      const events = paint();
      // One write for all: a program can ask a thousand times in a few kilobytes.
      const replies = events.map((event) => (event.type === 'reply' ? event.text : ''));
      this.type(Buffer.from(replies.join('')));
      for (const event of events) this.#happened(event);
      this.#cold.follow(this.#emulator);
    });
    this.#events.output();
    return this.#emulator.unfinished;
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

  #guarded(use: () => void): void {
    try {
      use();
    } catch (error) {
      const { lines } = this.#emulator;
      this.#emulator[Symbol.dispose]();
      this.#emulator = this.#newEmulator(this.#record.size, lines);
      this.#emulator.write(
        Buffer.from('[wtmux: this screen was lost and starts anew]\r\n'),
      );
      this.#events.fault(error);
    }
  }

  #newEmulator(size: Size, follows?: Lines): Emulator {
    const onFrameStart = () => this.#events.frameStart();
    return this.#emulate({
      size,
      scrollback: HOT_ROWS,
      settled: COLD_ROWS,
      keeper: this.#cold,
      spares: this.#spares,
      colours: this.#colours,
      onFrameStart,
      ...(follows && { follows }),
    });
  }
}
