/**
 * The engine's line to the host: one connection that is made again when the host was
 * replaced, with what the engine needs of it. Which sessions mean what is not known here.
 */
import { fail, type Result } from '../base/result.js';
import { connect } from '../connection/socket.js';
import { Peer } from '../connection/peer.js';
import type { SessionId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { AnswerTo, Refusal } from '../protocol/envelope.js';
import type { HostAnswers, HostEvent, HostRequest } from '../protocol/host.js';

export type HostLinkOptions = {
  readonly socketPath: string;
  /** Starts a host if none runs; resolves when one listens. */
  readonly ensureHost: () => Promise<void>;
  /** The command that starts this engine again, for the host to keep. */
  readonly restart: readonly string[];
  readonly cwd: string;
  readonly onEvent: (event: HostEvent) => void;
  /** A host is connected; these sessions live in it. Also after a host was replaced. */
  readonly onConnected: (sessions: readonly Session[]) => Promise<void>;
  readonly onLost: () => void;
  /** Told why another host could not be had, once for each reason. */
  readonly log: (line: string) => void;
};

type HostPeer = Peer<HostRequest, HostAnswers, HostEvent>;

/** A host that dies again and again is not started more often than this. */
const RETRY_MS = 500;

export class HostLink implements Disposable {
  readonly #options: HostLinkOptions;
  #peer: HostPeer | undefined;
  #retry: NodeJS.Timeout | undefined;
  /** A host that is being opened; settled when none is. */
  #opening = Promise.resolve();
  /** The host is to end, and no other to take its place. */
  #ending = false;
  #disposed = false;

  constructor(options: HostLinkOptions) {
    this.#options = options;
  }

  /** Throws when no host can be started. */
  open(): Promise<void> {
    const opened = this.#open();
    this.#opening = opened.catch(() => {});
    return opened;
  }

  async #open(): Promise<void> {
    await this.#options.ensureHost();
    const socket = await connect(this.#options.socketPath);
    if (this.#disposed) return void socket?.destroy();
    if (!socket) throw new Error(`No host answers on ${this.#options.socketPath}`);
    const peer: HostPeer = new Peer(socket, 'engine', {
      event: this.#options.onEvent,
      closed: () => this.#lost(peer),
    });
    this.#peer = peer;
    try {
      await this.#begin(peer);
    } catch (error) {
      // A peer that is left would go on telling, and be guarded beside the next.
      this.#peer = undefined;
      peer[Symbol.dispose]();
      throw error;
    }
  }

  /** Whether a host is there at the moment. */
  get connected(): boolean {
    return this.#peer !== undefined;
  }

  /** Has the host start this engine again when it dies. */
  async guard(): Promise<void> {
    const { restart, cwd } = this.#options;
    await this.ask({ type: 'guard', command: restart, cwd });
  }

  /** A refusal, too, when the host is not there. */
  async ask<Request extends HostRequest>(
    request: Request,
  ): Promise<Result<AnswerTo<Request, HostAnswers>, Refusal>> {
    const peer = this.#peer;
    if (!peer) return gone(request);
    try {
      return await peer.ask(request);
    } catch {
      return gone(request);
    }
  }

  /** Ends the host for good: none is opened again, unless it refuses. */
  async shutdown(force: boolean): Promise<Result<null, Refusal>> {
    this.#ending = true;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    await this.#opening;
    const answer = await this.ask({ type: 'shutdown', force });
    this.#ending = answer.ok || answer.failure.kind !== 'refused';
    return answer;
  }

  /** Bytes for a session's program, as if typed. */
  type(session: SessionId, text: string): void {
    this.#peer?.write({ type: 'input', session, bytes: Buffer.from(text) });
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    clearTimeout(this.#retry);
    this.#peer?.[Symbol.dispose]();
  }

  async #begin(peer: HostPeer): Promise<void> {
    await this.guard();
    await peer.ask({ type: 'observe', on: true });
    const sessions = await peer.ask({ type: 'sessions' });
    if (!sessions.ok) throw new Error(sessions.failure.message);
    await this.#options.onConnected(sessions.value);
  }

  #lost(peer: HostPeer): void {
    if (this.#disposed || this.#peer !== peer) return;
    this.#peer = undefined;
    this.#options.onLost();
    if (!this.#ending) this.#reopen('');
  }

  /** `told`: the reason that was logged last. */
  #reopen(told: string): void {
    this.#retry ??= setTimeout(() => {
      this.#retry = undefined;
      this.open().catch((error: unknown) => {
        if (this.#disposed || this.#ending) return;
        const why = `no other host: ${String(error)}`;
        if (why !== told) this.#options.log(why);
        this.#reopen(why);
      });
    }, RETRY_MS);
  }
}

function gone(request: HostRequest): Result<never, Refusal> {
  return fail({
    kind: 'failed',
    message: `${request.type}: the host is gone; wtmux is starting another one`,
  });
}
