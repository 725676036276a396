/** What a binding is, and where the keyboard can be when one counts. */
import type { Intent } from './intent.js';

export const modes = [
  'pane',
  'sidebar',
  'prefix',
  'leaving',
  'scroll',
  'search',
  'character',
  'plan',
  'permission',
  'question',
  'merge',
  'conflicts',
  'choose',
  'inbox',
  'memories',
  'agents',
  'confirm',
  'lost',
  'text',
  'messages',
  'help',
] as const;

/**
 * `pane`: keys go to the agent, except these. `prefix`: the key after the prefix.
 * `leaving`: that key in front of a dialog, where the prefix leads out and nowhere else.
 * `sidebar`: single keys are commands. `scroll`: the focused pane shows its past.
 * `search`: what to look for there is typed. `character`: the one to go to is. The others are the dialogs.
 */
export type Mode = (typeof modes)[number];

export type Binding = {
  /** By which settings give it other keys; no two are the same. */
  readonly name: string;
  readonly keys: readonly string[];
  readonly modes: readonly Mode[];
  readonly intent: Intent;
  /** Shown in the help view and the key table, so it ends without a stop. */
  readonly help: string;
  /** The word in the status bar; bindings without one are found in the help. */
  readonly bar?: string;
};
