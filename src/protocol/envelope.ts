/**
 * What travels on every socket: packets, and the envelope of messages.
 *
 * A packet is a 32-bit little-endian length, a kind of one byte and a body. Messages are
 * JSON; screens and keys, which are frequent, have binary bodies (`codec.ts`). Both ends
 * are of one version, checked by `hello`, so bodies are trusted after it; strangers
 * cannot connect, because the socket's folder is its owner's alone.
 */
import type { Result } from '../base/result.js';
import type { SessionId } from '../domain/ids.js';
import type { ScreenUpdate } from '../screen/row.js';

/** Raised by every change of a message or a packet. */
export const PROTOCOL_VERSION = 11;

export type Packet =
  | { readonly type: 'message'; readonly message: Message }
  | {
      readonly type: 'screen';
      readonly session: SessionId;
      readonly update: ScreenUpdate;
    }
  | { readonly type: 'screenSeen'; readonly session: SessionId }
  | { readonly type: 'input'; readonly session: SessionId; readonly bytes: Buffer };

export type Message =
  | { readonly type: 'hello'; readonly version: number; readonly program: string }
  | { readonly type: 'request'; readonly id: number; readonly request: unknown }
  | {
      readonly type: 'reply';
      readonly id: number;
      readonly result: Result<unknown, Refusal>;
    }
  | { readonly type: 'event'; readonly event: unknown };

/** Why a request was not done: `usage` is the asker's mistake, `refused` a rule, `failed` the world. */
export type Refusal = {
  readonly kind: 'usage' | 'refused' | 'failed';
  /** One line, or more for a list: what, where, and what to do. */
  readonly message: string;
};

/** A request carries its name in `type`; `Answers` says what each is answered with. */
export type AnswerTo<
  Request extends { readonly type: string },
  Answers,
> = Request['type'] extends keyof Answers ? Answers[Request['type']] : never;
