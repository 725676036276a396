/**
 * The host: the process that owns every terminal of a repository. It holds sessions,
 * shows them to the peers that view them and does what peers ask (`requests.ts`). It
 * knows no plan and no git, and nothing that a peer or a program does ends it.
 */
import type { Socket } from 'node:net';
import { listen } from '../connection/socket.js';
import type { SessionId } from '../domain/ids.js';
import { Client } from './client.js';
import { Clients } from './clients.js';
import { Guardian } from './guardian.js';
import { HANGUP_GRACE_MS } from './limits.js';
import type { Log } from './log.js';
import { Moment } from './moment.js';
import { answer } from './requests.js';
import { resizeInTurns } from './resizing.js';
import { Sessions, type Own } from './sessions.js';

export type HostOptions = Own & {
  /** In a folder that only its owner may enter. */
  readonly socketPath: string;
  /** The user's environment, from which the one of programs is made. */
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
};

/** What killed programs get to be gone, and peers to read the last words. */
const FAREWELL_MS = 1000;

/** Gives undefined when a host listens there already; throws when the socket cannot be made. */
export async function startHost(options: HostOptions): Promise<Host | undefined> {
  const host = new Host(options);
  const listening = await listen(options.socketPath, (socket) => host.accept(socket));
  if (!listening) return undefined;
  host.listensBy(listening);
  return host;
}

export class Host {
  readonly clients = new Clients();
  readonly sessions: Sessions;
  readonly env: NodeJS.ProcessEnv;
  readonly #guardian: Guardian;
  readonly #closed = new Moment();
  #listening: Disposable | undefined;
  #closing = false;

  constructor({ env, log, ...own }: HostOptions) {
    this.env = env;
    this.sessions = new Sessions(this.clients, log, own);
    this.#guardian = new Guardian(env, log);
  }

  /** Resolves when the host has let go of everything; the process may end then. */
  get closed(): Promise<void> {
    return this.#closed.reached;
  }

  /** Whether nothing is to be started any more. */
  get closing(): boolean {
    return this.#closing;
  }

  /** The host stops listening by disposing this. */
  listensBy(listening: Disposable): void {
    this.#listening = listening;
  }

  /** Serves a peer until its connection ends. */
  accept(socket: Socket): void {
    const client = new Client(socket, 'host', {
      request: (request) => answer(this, client, request),
      input: (id, bytes) => this.#type(client, id, bytes),
      closed: () => this.#left(client),
    });
    this.clients.add(client);
  }

  /** Hangs up what runs, kills what stays, lets peers read what they were told, and ends. */
  async close(): Promise<void> {
    if (this.#closing) return this.closed;
    this.#closing = true;
    this.#listening?.[Symbol.dispose]();
    await this.hangUp();
    this.sessions.clear();
    for (const client of this.clients.all()) client.end();
    const farewell = setTimeout(() => this.#dropAll(), FAREWELL_MS);
    this.#closeWhenAlone();
    await this.closed;
    clearTimeout(farewell);
  }

  /** Ends all programs. */
  async hangUp(): Promise<void> {
    const running = this.sessions.running();
    for (const session of running) session.signal('SIGHUP');
    const late = setTimeout(() => {
      for (const session of running) session.signal('SIGKILL');
    }, HANGUP_GRACE_MS);
    // A process that the kernel holds (a dead network disk) cannot even be killed.
    const given = new Moment();
    const lost = setTimeout(() => given.reach(), HANGUP_GRACE_MS + FAREWELL_MS);
    const ended = Promise.all(running.map((session) => session.ended));
    await Promise.race([ended, given.reached]);
    clearTimeout(late);
    clearTimeout(lost);
  }

  /** A person is at `client`: what it views gets the size that it wants there. */
  attend(client: Client): void {
    if (this.clients.attend(client)) this.fit(client);
  }

  /** Gives what `client` views the size that is wanted where a person was last. */
  fit(client: Client): void {
    const wishes = client.wishes();
    resizeInTurns(wishes, {
      stands: ({ session, size }) => client.wish(session) === size,
      resize: ({ session }) => {
        const wish = this.clients.wish(session);
        return wish !== undefined && this.sessions.resize(session, wish);
      },
    });
  }

  /** Keys decide the size: two consoles of different size see what the last who typed sees. */
  #type(client: Client, id: SessionId, bytes: Buffer): void {
    this.attend(client);
    this.clients.typed(id);
    const session = this.sessions.get(id);
    session?.turn.typed();
    session?.type(bytes);
  }

  #left(client: Client): void {
    this.clients.remove(client);
    const viewed = client.viewed();
    client.leaveAll();
    if (this.#closing) return this.#closeWhenAlone();
    const wishes = viewed.flatMap((session) => {
      const wish = this.clients.wish(session);
      return wish ? [{ session, size: wish }] : [];
    });
    resizeInTurns(wishes, {
      stands: ({ session, size }) => this.clients.wish(session) === size,
      resize: ({ session, size }) => this.sessions.resize(session, size),
    });
    if (client.guard) this.#guardian.start(client.guard);
  }

  #closeWhenAlone(): void {
    if (this.clients.all().length === 0) this.#closed.reach();
  }

  #dropAll(): void {
    for (const client of this.clients.all()) client.drop();
  }
}
