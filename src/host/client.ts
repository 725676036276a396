/** One connected peer: what it views and how large, and the frames that go to it. */
import type { Socket } from 'node:net';
import { Peer, type Handlers } from '../connection/peer.js';
import type { SessionId } from '../domain/ids.js';
import type { Size } from '../domain/session.js';
import type { HostEvent, HostRequest } from '../protocol/host.js';
import type { HostedSession } from './hosted-session.js';
import { MAX_UNREAD_BYTES } from './limits.js';
import { Viewer } from './viewer.js';

export type Views = HostRequest & { readonly type: 'view' };
export type Guard = HostRequest & { readonly type: 'guard' };

/** The host asks its peers nothing. */
type HostPeer = Peer<never, unknown, never, HostRequest>;

export class Client {
  readonly #peer: HostPeer;
  readonly #wishes = new Map<SessionId, Size>();
  readonly #viewers = new Map<SessionId, Viewer>();
  /** Whether it wants to know what screens say. */
  observing = false;
  /** What is started again when the connection ends. */
  guard: Guard | undefined;
  /** Whether its connection has ended. */
  left = false;

  constructor(
    socket: Socket,
    program: string,
    handlers: Omit<Handlers<HostRequest, never>, 'screenSeen'>,
  ) {
    this.#peer = new Peer(socket, program, {
      ...handlers,
      screenSeen: (id) => this.#viewers.get(id)?.seen(),
    });
  }

  /** A peer that reads nothing for so long is let go; whatever it was, it can come back. */
  tell(event: HostEvent): void {
    if (this.#peer.unsentBytes > MAX_UNREAD_BYTES) this.#peer[Symbol.dispose]();
    else this.#peer.tell(event);
  }

  /** How large it wants `id`; undefined when it does not view it. */
  wish(id: SessionId): Size | undefined {
    return this.#wishes.get(id);
  }

  wishes(): Views['panes'] {
    return [...this.#wishes].map(([session, size]) => ({ session, size }));
  }

  viewed(): readonly SessionId[] {
    return [...this.#wishes.keys()];
  }

  /** Replaces what it views. What it viewed before goes on where it is. */
  view(panes: Views['panes'], find: (id: SessionId) => HostedSession | undefined): void {
    this.#wishes.clear();
    for (const { session, size } of panes) this.#wishes.set(session, size);
    for (const id of this.#viewers.keys()) if (!this.#wishes.has(id)) this.#leave(id);
    for (const id of this.#wishes.keys()) {
      const session = find(id);
      if (session && !this.#viewers.has(id)) this.begin(session);
    }
  }

  /** `session` has a new screen: a view of it begins anew, if it is wanted. */
  begin(session: HostedSession): void {
    const { id } = session;
    if (!this.#wishes.has(id)) return;
    this.#leave(id);
    const viewer = new Viewer(session, (update) =>
      this.#peer.write({ type: 'screen', session: id, update }),
    );
    this.#viewers.set(id, viewer);
  }

  viewer(id: SessionId): Viewer | undefined {
    return this.#viewers.get(id);
  }

  /** Lets go of its views; the connection has ended. */
  leaveAll(): void {
    this.left = true;
    this.#wishes.clear();
    for (const id of this.#viewers.keys()) this.#leave(id);
  }

  /** Ends the connection after what was written went out. */
  end(): void {
    this.#peer.end();
  }

  /** Ends the connection now. */
  drop(): void {
    this.#peer[Symbol.dispose]();
  }

  #leave(id: SessionId): void {
    this.#viewers.get(id)?.[Symbol.dispose]();
    this.#viewers.delete(id);
  }
}
