/** What the user's `config.yaml` says (`settings-file.ts`), and what holds without one. */
import { DEFAULT_CLIPBOARD, type ClipboardPolicy } from '../domain/clipboard.js';
import type { PermissionRule } from '../domain/permission-rule.js';
import type { Fault } from './problem.js';

export type Settings = {
  /** The agent of workstreams that name none; undefined picks by what is installed. */
  readonly agent: string | undefined;
  readonly clipboard: ClipboardPolicy;
  /** Keys by what they do, in place of the defaults: `zoom: z`. */
  readonly keys: Readonly<Record<string, string>>;
  /** Permissions that agents get without asking; of rules that fit, the first is named. */
  readonly permissions: readonly PermissionRule[];
  /** Whether sessions are recorded, for `wtmux replay` and for what stands above a restart. */
  readonly recording: boolean;
};

export const defaultSettings: Settings = {
  agent: undefined,
  clipboard: DEFAULT_CLIPBOARD,
  keys: {},
  permissions: [],
  recording: true,
};

/** What is wrong with settings that are well formed: keys that cannot be, say. */
export type SettingsJudge = (settings: Settings) => readonly Fault[];
