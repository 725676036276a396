/** How long the engine waits for others before it goes on without them. */
import type { Milliseconds } from '../domain/time.js';

export type Limits = {
  /** For an agent to act on an answer; after it the answer counts as not accepted. */
  readonly acceptMs: Milliseconds;
  /**
   * For an agent to act on the answer of a hook that its own dialog stands beside, which is
   * answered instead after it. What a subagent does by a yes may take longer, and shows no
   * dialog that could go.
   */
  readonly heardMs: Milliseconds;
  /**
   * Between two looks for a worktree that is gone. A look at a file costs nothing beside
   * what its agent does meanwhile.
   */
  readonly lookAgainMs: Milliseconds;
};

export const LIMITS: Limits = { acceptMs: 5000, heardMs: 2000, lookAgainMs: 1000 };
