/** All connected peers, as the audience of what happens in sessions. */
import type { SessionId } from '../domain/ids.js';
import type { Size } from '../domain/session.js';
import type { HostEvent } from '../protocol/host.js';
import type { Client } from './client.js';
import type { HostedSession } from './hosted-session.js';
import type { Audience } from './sessions.js';
import type { Viewer } from './viewer.js';

export class Clients implements Audience {
  /** The one at which a person was last is the last. */
  readonly #clients = new Set<Client>();
  #last: Client | undefined;

  add(client: Client): void {
    this.#clients.add(client);
    this.#last = client;
  }

  remove(client: Client): void {
    this.#clients.delete(client);
  }

  /** A person is at `client`; false when nobody has been at another since. */
  attend(client: Client): boolean {
    if (this.#last === client || !this.#clients.delete(client)) return false;
    this.add(client);
    return true;
  }

  all(): readonly Client[] {
    return [...this.#clients];
  }

  /** The size that the one wants who views `id` and was used last. */
  wish(id: SessionId): Size | undefined {
    return this.all()
      .map((client) => client.wish(id))
      .findLast((wish) => wish !== undefined);
  }

  tell(event: HostEvent): void {
    for (const client of this.#clients) client.tell(event);
  }

  hasObservers(): boolean {
    for (const client of this.#clients) if (client.observing) return true;
    return false;
  }

  tellObservers(event: HostEvent): void {
    for (const client of this.#clients) if (client.observing) client.tell(event);
  }

  changed(id: SessionId): void {
    this.#eachViewer(id, (viewer) => viewer.changed());
  }

  resized(id: SessionId): void {
    this.#eachViewer(id, (viewer) => viewer.resized());
  }

  frameStart(id: SessionId): void {
    this.#eachViewer(id, (viewer) => viewer.frameStart());
  }

  typed(id: SessionId): void {
    this.#eachViewer(id, (viewer) => viewer.typed());
  }

  restarted(session: HostedSession): void {
    for (const client of this.#clients) client.begin(session);
  }

  /** Asked for with every piece of output, and so without a list. */
  #eachViewer(id: SessionId, use: (viewer: Viewer) => void): void {
    for (const client of this.#clients) {
      const viewer = client.viewer(id);
      if (viewer) use(viewer);
    }
  }
}
