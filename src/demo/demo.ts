/** What a demonstration is: a plan, what its agents do, and how long that takes. */
import type { Milliseconds } from '../domain/time.js';
import type { DemoTask } from './task.js';

export type Demo = {
  readonly name: string;
  readonly summary: string;
  /** How long at speed 1 takes what its tasks count in: a day, or a minute. */
  readonly unitMs: Milliseconds;
  /** What its plan calls such a unit. */
  readonly unit: 'd' | 'm';
  /** The text of its `wtmux.yaml`, whose agents are started by `agent`. */
  readonly plan: (agent: DemoAgentCommand) => string;
  readonly tasks: readonly DemoTask[];
  /** Left out where nobody wrote down how long it took. */
  readonly byHand?: ByHand | undefined;
};

/** What people wrote down who did the same without wtmux. */
export type ByHand = {
  readonly unit: 'days' | 'minutes';
  readonly sequential: number;
  readonly parallel: number;
  /** What these numbers do not say of themselves. */
  readonly remark?: string;
};

export type DemoAgentCommand = {
  readonly command: string;
  readonly args: readonly string[];
};
