/** What the user's settings say of the console. */
import { assert } from '../base/assert.js';
import { loadSettings } from '../config/settings.js';
import type { Keymap } from '../console/keymap.js';
import { rebound } from '../console/rebind.js';
import type { ClipboardPolicy } from '../domain/clipboard.js';
import type { Fault } from '../formats/problem.js';
import { Complaint } from './complaint.js';

export type ConsoleSettings = {
  readonly keymap: Keymap;
  readonly clipboard: ClipboardPolicy;
};

/** Throws a complaint, a line for each fault, when the settings cannot be used. */
export async function consoleSettings(
  env: Readonly<Record<string, string | undefined>>,
): Promise<ConsoleSettings> {
  const settings = await loadSettings(env, ({ keys }) => faultsOf(rebound(keys)));
  if (!settings.ok) throw new Complaint(settings.failure.why, 2);
  const { keys, clipboard } = settings.value;
  const keymap = rebound(keys);
  assert(keymap.ok, 'keys that were judged can be');
  return { keymap: keymap.value, clipboard };
}

function faultsOf(read: ReturnType<typeof rebound>): readonly Fault[] {
  return read.ok ? [] : read.failure.map(({ command, why }) => [['keys', command], why]);
}
