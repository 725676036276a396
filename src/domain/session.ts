import type { SessionId } from './ids.js';
import type { Timestamp } from './time.js';

/** The size of a screen, in cells. */
export type Size = { readonly columns: number; readonly rows: number };

/** One run of a program in a pseudo-terminal. Plain data: its pty lives in `host/`, by id. */
export type Session = {
  readonly id: SessionId;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly pid: number;
  /** What the program last set by OSC 0 or 2, made harmless; empty until it does. */
  readonly title: string;
  readonly size: Size;
  readonly startedAt: Timestamp;
  readonly status: SessionStatus;
};

export type SessionStatus =
  | { readonly type: 'running' }
  | {
      readonly type: 'exited';
      /** The exit status, or undefined when a signal ended it. */
      readonly code: number | undefined;
      readonly signal: string | undefined;
      readonly at: Timestamp;
    };
