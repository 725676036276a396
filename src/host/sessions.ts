/** All sessions of a host by id, and what is told of them to everybody. */
import { ok, type Result } from '../base/result.js';
import type { SessionId } from '../domain/ids.js';
import type { Session, Size } from '../domain/session.js';
import type { Refusal } from '../protocol/envelope.js';
import type { HostEvent } from '../protocol/host.js';
import { failed, refused, usage } from '../protocol/refusal.js';
import { DEFAULT_COLOURS, isDark, type Colours } from '../screen/colours.js';
import { SpareLines } from '../screen/spare-lines.js';
import { Announcements } from './announcements.js';
import {
  HostedSession,
  type SessionEvents,
  type SessionStart,
} from './hosted-session.js';
import { KeysFirst } from './keys-first.js';
import type { Log } from './log.js';
import type { Recorded } from './recorded.js';
import type { RecordingPlace } from './recording.js';
import { Recordings } from './recordings.js';
import type { Emulate } from './session-screen.js';
import { TextFeed } from './text-feed.js';
import { giveBack, Tidying } from './tidying.js';

/** Who looks on. Called by session, since most care for few. */
export type Audience = {
  readonly tell: (event: HostEvent) => void;
  readonly tellObservers: (event: HostEvent) => void;
  readonly hasObservers: () => boolean;
  readonly changed: (session: SessionId) => void;
  readonly resized: (session: SessionId) => void;
  readonly frameStart: (session: SessionId) => void;
  /** The session has another emulator. */
  readonly restarted: (session: HostedSession) => void;
};

/** What a host may have of its own. */
export type Own = {
  /** Takes the place of wtmux's emulator, to try what a faulty one costs. */
  readonly emulate?: Emulate;
  /** The folder in which sessions are recorded; without one they are not. */
  readonly recordings?: string;
};

export type Start = Pick<
  SessionStart,
  'id' | 'command' | 'cwd' | 'env' | 'size' | 'wanted'
> & {
  /** The ended session whose place it takes. */
  readonly follows?: SessionId | undefined;
};

/** What fits before a screen's packet (`protocol/codec.ts`). */
const MAX_NAME_BYTES = 255;

type Entry = {
  readonly session: HostedSession;
  readonly text: TextFeed;
  readonly announcements: Announcements;
};

export class Sessions {
  readonly #entries = new Map<SessionId, Entry>();
  readonly #audience: Audience;
  readonly #log: Log;
  readonly #own: Own;
  readonly #recordings: Recordings | undefined;
  /** Those that are about to start. */
  readonly #starting = new Set<SessionId>();
  /** Whose place a session took. */
  readonly #followed = new Map<SessionId, SessionId>();
  readonly #spares = new SpareLines();
  readonly #keysFirst = new KeysFirst();
  readonly #tidying = new Tidying({
    spares: this.#spares,
    isBusy: () => this.#all().some((session) => session.packing),
    tidy: () => void giveBack(this.#spares, this.#entries.values()),
  });
  /** The outer terminal's, for programs that ask. */
  #colours: Colours = DEFAULT_COLOURS;
  /** Every session keeps it: made beside a recorded past, it would keep that too. */
  readonly #coloursNow = () => this.#colours;

  constructor(audience: Audience, log: Log, own: Own = {}) {
    this.#audience = audience;
    this.#log = log;
    this.#own = own;
    const { recordings: folder } = own;
    this.#recordings = folder === undefined ? undefined : new Recordings({ folder });
  }

  set colours(colours: Colours) {
    const before = this.#colours;
    this.#colours = colours;
    if (isDark(before.background) === isDark(colours.background)) return;
    for (const session of this.running()) session.themed();
  }

  records(): readonly Session[] {
    return this.#all().map((session) => session.record);
  }

  running(): readonly HostedSession[] {
    return this.#all().filter((session) => session.running);
  }

  get(id: SessionId): HostedSession | undefined {
    return this.#entries.get(id)?.session;
  }

  /** Starts a program. An exited session of the same id makes room for it. */
  async start(start: Start): Promise<Result<Session, Refusal>> {
    const { id } = start;
    if (Buffer.byteLength(id) > MAX_NAME_BYTES || id === '')
      return usage(`a session's name has 1 to ${MAX_NAME_BYTES} bytes`);
    if (this.get(id)?.running || this.#starting.has(id))
      return refused(`session ${id} runs already; end it first, or choose another name`);
    this.#starting.add(id);
    try {
      return await this.#start(start);
    } finally {
      this.#starting.delete(id);
    }
  }

  /** Lets go of an exited session. */
  forget(id: SessionId): Result<null, Refusal> {
    if (this.get(id)?.running)
      return refused(`session ${id} still runs; end it before it is forgotten`);
    if (this.#release(id)) this.#audience.tell({ type: 'forgotten', session: id });
    return ok(null);
  }

  /** True when it had another size. */
  resize(id: SessionId, size: Size): boolean {
    const changed = this.get(id)?.resize(size) ?? false;
    if (changed) {
      this.#audience.resized(id);
      this.#announce(id);
      this.#changed(id);
    }
    return changed;
  }

  /** Tells observers what every screen says, for one that has just come. */
  describeAll(): void {
    for (const id of this.#entries.keys()) this.#describe(id, true);
  }

  /** Lets go of everything; programs that still run lose their terminals. */
  clear(): void {
    for (const id of this.#entries.keys()) this.#release(id);
    this.#tidying[Symbol.dispose]();
    this.#keysFirst[Symbol.dispose]();
  }

  async #start({ follows, ...start }: Start): Promise<Result<Session, Refusal>> {
    const { id } = start;
    const past = follows === undefined ? undefined : await this.#pastOf(follows);
    const started = await HostedSession.start(
      {
        ...start,
        past,
        colours: this.#coloursNow,
        spares: this.#spares,
        turn: this.#keysFirst.of(id),
        ...this.#emulation(),
        recording: () => this.#place(id, follows, past),
      },
      this.#eventsOf(id),
    );
    if (!started.ok) return failed(started.failure);
    this.#release(id);
    this.#entries.set(id, this.#entry(started.value));
    if (follows !== undefined) this.#follow(id, follows);
    this.#announce(id);
    this.#audience.restarted(started.value);
    return ok(started.value.record);
  }

  /** What is recorded of a session that has ended, here or with a host of before. */
  async #pastOf(id: SessionId): Promise<Recorded | undefined> {
    const session = this.get(id);
    if (session?.running) return undefined;
    await session?.recorded();
    return this.#recordings?.read(id);
  }

  /** Of the sessions that took each other's place, the last one that ended stays to be seen. */
  #follow(id: SessionId, follows: SessionId): void {
    this.#followed.set(id, follows);
    const before = this.#followed.get(follows);
    this.#followed.delete(follows);
    if (before !== undefined) this.forget(before);
  }

  #entry(session: HostedSession): Entry {
    const { id } = session;
    return {
      session,
      text: new TextFeed((quiet) => this.#describe(id, quiet)),
      announcements: new Announcements(
        id,
        () => this.#announce(id),
        (event) => this.#audience.tell(event),
      ),
    };
  }

  #eventsOf(id: SessionId): SessionEvents {
    return {
      output: () => {
        this.#tidying.written();
        this.#audience.changed(id);
        this.#changed(id);
      },
      frameStart: () => this.#audience.frameStart(id),
      title: () => this.#entries.get(id)?.announcements.title(),
      bell: () => this.#entries.get(id)?.announcements.bell(),
      notice: (notice) => this.#entries.get(id)?.announcements.notice(notice),
      exit: () => {
        this.#recordings?.end(id);
        this.#entries.get(id)?.text.finish();
        this.#announce(id);
      },
      unrecorded: (error) => this.#log(`session ${id} is recorded no further`, error),
      fault: (error) => {
        this.#log(`session ${id}: its emulator failed and starts anew`, error);
        const session = this.get(id);
        if (session) this.#audience.restarted(session);
        this.#audience.tell({ type: 'fault', session: id });
      },
    };
  }

  #emulation(): Pick<SessionStart, 'emulate'> {
    const { emulate } = this.#own;
    return emulate ? { emulate } : {};
  }

  /** A disk on which nothing can be recorded keeps no program from starting. */
  #place(
    id: SessionId,
    follows: SessionId | undefined,
    past: Recorded | undefined,
  ): RecordingPlace | undefined {
    try {
      return follows !== undefined && past
        ? this.#recordings?.goOn(id, follows, past)
        : this.#recordings?.begin(id);
    } catch (error) {
      this.#log(`session ${id} cannot be recorded`, error);
      return undefined;
    }
  }

  #announce(id: SessionId): void {
    const session = this.get(id)?.record;
    if (session) this.#audience.tell({ type: 'session', session });
  }

  /** Its screen says something else, by its program or because lines wrap otherwise. */
  #changed(id: SessionId): void {
    if (this.#audience.hasObservers()) this.#entries.get(id)?.text.written();
  }

  #describe(id: SessionId, quiet: boolean): void {
    const session = this.get(id);
    if (!session || !this.#audience.hasObservers()) return;
    const { title } = session.record;
    const lines = session.emulator.text({ scrollback: false });
    this.#audience.tellObservers({
      type: 'screenText',
      session: id,
      title,
      lines,
      quiet,
    });
  }

  #all(): readonly HostedSession[] {
    return [...this.#entries.values()].map(({ session }) => session);
  }

  #release(id: SessionId): boolean {
    const entry = this.#entries.get(id);
    if (!entry) return false;
    for (const owned of [entry.text, entry.announcements, entry.session])
      owned[Symbol.dispose]();
    return this.#entries.delete(id);
  }
}
