/** All connected peers, as the audience of what happens in sessions. */
import type { SessionId } from '../domain/ids.js';
import type { Size } from '../domain/session.js';
import type { HostEvent } from '../protocol/host.js';
import type { Client } from './client.js';
import type { HostedSession } from './hosted-session.js';
import type { Audience } from './sessions.js';
import type { Viewer } from './viewer.js';

export class Clients implements Audience {
  readonly #clients = new Set<Client>();

  add(client: Client): void {
    this.#clients.add(client);
  }

  remove(client: Client): void {
    this.#clients.delete(client);
  }

  all(): readonly Client[] {
    return [...this.#clients];
  }

  /** The size that the newest of those who view `id` wants. */
  wish(id: SessionId): Size | undefined {
    return this.all()
      .map((client) => client.wish(id))
      .findLast((wish) => wish !== undefined);
  }

  tell(event: HostEvent): void {
    for (const client of this.#clients) client.tell(event);
  }

  hasObservers(): boolean {
    return this.all().some((client) => client.observing);
  }

  tellObservers(event: HostEvent): void {
    for (const client of this.#clients) if (client.observing) client.tell(event);
  }

  changed(id: SessionId): void {
    for (const viewer of this.#viewers(id)) viewer.changed();
  }

  resized(id: SessionId): void {
    for (const viewer of this.#viewers(id)) viewer.resized();
  }

  frameStart(id: SessionId): void {
    for (const viewer of this.#viewers(id)) viewer.frameStart();
  }

  typed(id: SessionId): void {
    for (const viewer of this.#viewers(id)) viewer.typed();
  }

  restarted(session: HostedSession): void {
    for (const client of this.#clients) client.begin(session);
  }

  #viewers(id: SessionId): readonly Viewer[] {
    return this.all().flatMap((client) => client.viewer(id) ?? []);
  }
}
