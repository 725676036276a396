/**
 * A connection to the host or the engine that comes back: when the other end goes, it
 * looks for it again until it is told to stop.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { fail, type Result } from '../base/result.js';
import { Peer, type Handlers, type OtherVersionError } from '../connection/peer.js';
import { connect } from '../connection/socket.js';
import type { AnswerTo, Packet, Refusal } from '../protocol/envelope.js';
import type { LinkState } from './state.js';

/** How often a socket is tried: an engine that restarts is met within this. */
const RETRY_MS = 50;

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
    void this.#seek();
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

  async #seek(): Promise<void> {
    while (!this.#stopped) {
      const socket = await connect(this.#options.socketPath).catch(() => undefined);
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
      await sleep(RETRY_MS, undefined, { ref: true });
    }
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
    void sleep(RETRY_MS).then(() => this.#seek());
  }
}
