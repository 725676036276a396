/**
 * A connection to the host or the engine that comes back: when the other end goes, it
 * looks for it again until it is told to stop.
 */
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail, type Result } from '../base/result.js';
import { Peer, type Handlers, type OtherVersionError } from '../connection/peer.js';
import { connect } from '../connection/socket.js';
import type { AnswerTo, Packet, Refusal } from '../protocol/envelope.js';
import type { LinkState } from './state.js';

/** How often a socket is tried: an engine that restarts is met within this. */
const RETRY_MS = 50;

/** And one that has just been started, for which a person waits. */
const FIRST_RETRY_MS = 5;

type Typed = { readonly type: string };

export type LinkOptions<Event> = {
  readonly socketPath: string;
  readonly program: string;
  readonly handlers: Handlers<never, Event>;
  readonly changed: (state: LinkState) => void;
  /** What listens there is of another version, and is looked for no longer. */
  readonly stranger: (why: OtherVersionError) => void;
};

export class Link<Request extends Typed, Answers, Event> implements Disposable {
  readonly #options: LinkOptions<Event>;
  #peer: Peer<Request, Answers, Event> | undefined;
  #stopped = false;

  constructor(options: LinkOptions<Event>) {
    this.#options = options;
    void this.#seek(FIRST_RETRY_MS);
  }

  get isUp(): boolean {
    return this.#peer !== undefined;
  }

  /** Never rejects: an end that is away, or goes meanwhile, is a refusal. */
  async ask<Asked extends Request>(
    request: Asked,
  ): Promise<Result<AnswerTo<Asked, Answers>, Refusal>> {
    const away = {
      kind: 'failed',
      message: 'not connected; try again in a moment',
    } as const;
    return (await this.#peer?.ask(request).catch(() => undefined)) ?? fail(away);
  }

  write(packet: Packet): void {
    this.#peer?.write(packet);
  }

  [Symbol.dispose](): void {
    this.#stopped = true;
    this.#peer?.[Symbol.dispose]();
  }

  async #seek(retryMs: number): Promise<void> {
    while (!this.#stopped) {
      const socket = await this.#tried();
      if (this.#stopped) {
        socket?.destroy();
        return;
      }
      if (socket) {
        const { program, handlers, changed } = this.#options;
        this.#peer = new Peer(socket, program, {
          ...handlers,
          stranger: (why) => this.#stranger(why),
          closed: () => this.#lost(),
        });
        changed('up');
        return;
      }
      await sleep(retryMs);
    }
  }

  /** To look for the file costs less than a try to connect, while others start up. */
  async #tried(): Promise<Socket | undefined> {
    const { socketPath } = this.#options;
    return existsSync(socketPath)
      ? connect(socketPath).catch(() => undefined)
      : undefined;
  }

  #stranger(why: OtherVersionError): void {
    this.#stopped = true;
    this.#options.stranger(why);
  }

  #lost(): void {
    this.#peer = undefined;
    if (this.#stopped) return;
    this.#options.changed('lost');
    // What ends every connection at once is not to be asked all the time.
    void sleep(RETRY_MS).then(() => this.#seek(RETRY_MS));
  }
}
