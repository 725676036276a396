/** A command's line to the engine or the host: asks, and complains when refused. */
import { deferred } from '../base/deferred.js';
import type { Result } from '../base/result.js';
import { connect } from '../connection/socket.js';
import { OtherVersionError, Peer } from '../connection/peer.js';
import type { AnswerTo, Refusal } from '../protocol/envelope.js';
import type { EngineEvent, EngineRequest } from '../protocol/engine.js';
import type { EngineAnswers } from '../protocol/engine-answers.js';
import type { HostAnswers, HostEvent, HostRequest } from '../protocol/host.js';
import { Complaint, complaintOf } from './complaint.js';

/** Nothing was done, because another version of wtmux runs here. */
export class Misunderstood extends Complaint {}

export type EngineClient = Client<EngineRequest, EngineAnswers>;
export type HostClient = Client<HostRequest, HostAnswers>;

export type Client<Request extends { readonly type: string }, Answers> = Disposable & {
  /** Throws a `Complaint` when refused or when the other process went away. */
  readonly ask: <Asked extends Request>(
    request: Asked,
  ) => Promise<AnswerTo<Asked, Answers>>;
  /** Resolves when the connection is gone. */
  readonly closed: Promise<void>;
  readonly isClosed: () => boolean;
};

/** Undefined when no engine listens. */
export async function connectEngine(
  socketPath: string,
  onEvent: (event: EngineEvent) => void = () => {},
): Promise<EngineClient | undefined> {
  const socket = await connect(socketPath);
  if (!socket) return undefined;
  return clientOf<EngineRequest, EngineAnswers>(
    (closed) =>
      new Peer<EngineRequest, EngineAnswers, EngineEvent>(socket, 'cli', {
        event: onEvent,
        closed,
      }),
  );
}

/** Undefined when no host listens. */
export async function connectHost(socketPath: string): Promise<HostClient | undefined> {
  const socket = await connect(socketPath);
  if (!socket) return undefined;
  return clientOf<HostRequest, HostAnswers>(
    (closed) => new Peer<HostRequest, HostAnswers, HostEvent>(socket, 'cli', { closed }),
  );
}

type Asker<Request extends { readonly type: string }, Answers> = Disposable & {
  readonly ask: <Asked extends Request>(
    request: Asked,
  ) => Promise<Result<AnswerTo<Asked, Answers>, Refusal>>;
  readonly isClosed: boolean;
};

function clientOf<Request extends { readonly type: string }, Answers>(
  askerUntil: (closed: () => void) => Asker<Request, Answers>,
): Client<Request, Answers> {
  const closed = deferred<void>();
  const peer = askerUntil(() => closed.resolve());
  return {
    isClosed: () => peer.isClosed,
    closed: closed.promise,
    async ask(request) {
      const answer = await peer.ask(request).catch((error: unknown) => {
        if (error instanceof OtherVersionError) throw new Misunderstood(error.message);
        const why = error instanceof Error ? error.message : String(error);
        throw new Complaint(`${request.type}: ${why}; \`wtmux status\` tells more`);
      });
      if (!answer.ok) throw complaintOf(answer.failure);
      return answer.value;
    },
    [Symbol.dispose]: () => peer[Symbol.dispose](),
  };
}

type Line = { readonly closed: Promise<void>; readonly isClosed: () => boolean };

/** Asked to end, it has: a process that goes away before it answers is what was asked for. */
export async function ended(line: Line, asked: Promise<unknown>): Promise<void> {
  try {
    await asked;
  } catch (error) {
    if (!line.isClosed() || error instanceof Misunderstood) throw error;
  }
  await line.closed;
}
