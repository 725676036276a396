/**
 * One end of a socket between two of our processes: packets out, packets in, requests
 * matched with their replies. What the packets mean is the business of `protocol/`, what
 * is done about them that of the process.
 */
import type { Socket } from 'node:net';
import { fail, type Result } from '../base/result.js';
import type { SessionId } from '../domain/ids.js';
import { Decoder, encode } from '../protocol/codec.js';
import {
  PROTOCOL_VERSION,
  type AnswerTo,
  type Message,
  type Packet,
  type Refusal,
} from '../protocol/envelope.js';
import type { ScreenUpdate } from '../screen/row.js';

type Typed = { readonly type: string };

/** What a peer's owner does with what arrives. Set before the first packet can come. */
export type Handlers<Request, Event> = {
  /** Answers a request; a thrown error is sent as a `failed` refusal. */
  readonly request?: (request: Request) => Promise<Result<unknown, Refusal>>;
  readonly event?: (event: Event) => void;
  readonly screen?: (session: SessionId, update: ScreenUpdate) => void;
  readonly screenSeen?: (session: SessionId) => void;
  readonly input?: (session: SessionId, bytes: Buffer) => void;
  /** The connection is gone; called once. */
  readonly closed?: () => void;
};

type Waiting = {
  readonly resolve: (result: Result<unknown, Refusal>) => void;
  readonly reject: (error: Error) => void;
};

/**
 * `Ask` and `Answers` are what this end may ask and gets, `Told` the events it receives,
 * `Asked` the requests that reach it.
 */
export class Peer<
  Ask extends Typed,
  Answers,
  Told = never,
  Asked = never,
> implements Disposable {
  readonly #socket: Socket;
  readonly #decoder = new Decoder();
  readonly #waiting = new Map<number, Waiting>();
  readonly #handlers: Handlers<Asked, Told>;
  #lastRequest = 0;
  #greeted = false;

  constructor(socket: Socket, program: string, handlers: Handlers<Asked, Told>) {
    this.#socket = socket;
    this.#handlers = handlers;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#closed());
    this.#send({ type: 'hello', version: PROTOCOL_VERSION, program });
  }

  /** Rejects only when the connection ends before the answer. */
  ask<Request extends Ask>(
    request: Request,
  ): Promise<Result<AnswerTo<Request, Answers>, Refusal>> {
    const id = ++this.#lastRequest;
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) {
        reject(new Error(`Not connected: ${request.type}`));
        return;
      }
      // The answer's type follows from the request's by `Answers`; both ends have one version.
      const settle: (result: Result<never, Refusal>) => void = resolve;
      this.#waiting.set(id, { resolve: settle as Waiting['resolve'], reject });
      this.#send({ type: 'request', id, request });
    });
  }

  tell(event: Typed): void {
    this.#send({ type: 'event', event });
  }

  /** Writes a packet; false when the other end is slow and the kernel's buffer is full. */
  write(packet: Packet): boolean {
    if (this.#socket.destroyed) return false;
    return this.#socket.write(encode(packet));
  }

  /** Bytes that wait in this process because the other end does not read. */
  get unsentBytes(): number {
    return this.#socket.writableLength;
  }

  /** Lets what was written go out, then closes. */
  end(): void {
    this.#socket.end();
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #send(message: Message): void {
    this.write({ type: 'message', message });
  }

  #receive(chunk: Buffer): void {
    let packets: readonly Packet[];
    try {
      packets = this.#decoder.push(chunk);
    } catch (error) {
      // The stream cannot be trusted any more; the other end sees a closed connection.
      this.#socket.destroy(error instanceof Error ? error : undefined);
      return;
    }
    for (const packet of packets) this.#dispatch(packet);
  }

  #dispatch(packet: Packet): void {
    switch (packet.type) {
      case 'screen':
        return this.#handlers.screen?.(packet.session, packet.update);
      case 'screenSeen':
        return this.#handlers.screenSeen?.(packet.session);
      case 'input':
        return this.#handlers.input?.(packet.session, packet.bytes);
      case 'message':
        return this.#message(packet.message);
    }
  }

  #message(message: Message): void {
    if (message.type === 'hello') {
      this.#greeted = message.version === PROTOCOL_VERSION;
      if (!this.#greeted) this.#socket.destroy();
      return;
    }
    if (!this.#greeted) return;
    switch (message.type) {
      case 'request':
        void this.#answer(message.id, message.request as Asked);
        return;
      case 'reply':
        this.#waiting.get(message.id)?.resolve(message.result);
        this.#waiting.delete(message.id);
        return;
      case 'event':
        this.#handlers.event?.(message.event as Told);
        return;
    }
  }

  async #answer(id: number, request: Asked): Promise<void> {
    let result: Result<unknown, Refusal>;
    try {
      result =
        (await this.#handlers.request?.(request)) ??
        fail({ kind: 'usage', message: 'this process answers no requests' });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      result = fail({ kind: 'failed', message });
    }
    this.#send({ type: 'reply', id, result });
  }

  #closed(): void {
    for (const { reject } of this.#waiting.values())
      reject(new Error('The connection ended before the answer'));
    this.#waiting.clear();
    this.#handlers.closed?.();
  }
}
