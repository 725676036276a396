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
import { readIntoOne } from './one-buffer.js';

type Typed = { readonly type: string };

/** What a peer's owner does with what arrives. Set before the first packet can come. */
export type Handlers<Request, Event> = {
  /** Answers a request; a thrown error is sent as a `failed` refusal. */
  readonly request?: (request: Request) => Promise<Result<unknown, Refusal>>;
  readonly event?: (event: Event) => void;
  readonly screen?: (session: SessionId, update: ScreenUpdate) => void;
  readonly screenSeen?: (session: SessionId) => void;
  readonly input?: (session: SessionId, bytes: Buffer) => void;
  /** The other end is of another version of wtmux; the connection ends with that. */
  readonly stranger?: (why: OtherVersionError) => void;
  /** The connection is gone; called once. */
  readonly closed?: () => void;
};

/** The other end speaks another version of the protocol, as after an update of wtmux. */
export class OtherVersionError extends Error {
  constructor(program: string, version: number) {
    super(
      `the ${program} that runs here is of another version of wtmux ` +
        `(protocol ${version}, not ${PROTOCOL_VERSION}); ` +
        "that version's `wtmux down --force` ends it, with its agents",
    );
    this.name = 'OtherVersionError';
  }
}

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
  #stranger: OtherVersionError | undefined;

  /** From here on `socket` tells nobody else what happens to it. */
  constructor(socket: Socket, program: string, handlers: Handlers<Asked, Told>) {
    this.#handlers = handlers;
    this.#socket = readIntoOne(socket, (chunk) => this.#receive(chunk));
    this.#socket.on('error', () => this.#socket.destroy());
    this.#socket.on('close', () => this.#closed());
    this.#send({ type: 'hello', version: PROTOCOL_VERSION, program });
  }

  /** Rejects only when the connection ends before the answer. */
  ask<Request extends Ask>(
    request: Request,
  ): Promise<Result<AnswerTo<Request, Answers>, Refusal>> {
    const id = ++this.#lastRequest;
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) {
        reject(this.#stranger ?? new Error(`Not connected: ${request.type}`));
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

  /** Whether the connection has ended, or is about to. */
  get isClosed(): boolean {
    return this.#socket.destroyed;
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
    if (packet.type === 'message' && packet.message.type === 'hello')
      return this.#greet(packet.message);
    if (!this.#greeted) return;
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

  #greet({ version, program }: Extract<Message, { readonly type: 'hello' }>): void {
    this.#greeted = version === PROTOCOL_VERSION;
    if (this.#greeted) return;
    this.#stranger = new OtherVersionError(program, version);
    this.#socket.destroy();
    this.#handlers.stranger?.(this.#stranger);
  }

  #message(message: Message): void {
    switch (message.type) {
      case 'hello':
        return;
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
    const why = this.#stranger ?? new Error('The connection ended before the answer');
    for (const { reject } of this.#waiting.values()) reject(why);
    this.#waiting.clear();
    this.#handlers.closed?.();
  }
}
