import type { SessionId } from './ids.js';
import type { Timestamp } from './time.js';

/** An event of an agent, as its hook brings it to the engine. */
export type HookMessage = {
  /** Unique, and sorts as the events of one machine happened. */
  readonly id: string;
  readonly session: SessionId;
  readonly at: Timestamp;
  /** As the agent wrote it. */
  readonly text: string;
  /** The text is only the beginning. */
  readonly cut: boolean;
};

/** Of a longer event the beginning is taken: it says what happened, the rest what was read or written. */
export const MAX_EVENT_CHARACTERS = 1024 * 1024;
