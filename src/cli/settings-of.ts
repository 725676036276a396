/** What the user's settings say of the console. */
import { loadSettings, settingsFileOf } from '../config/settings.js';
import type { Keymap } from '../console/keymap.js';
import { rebound } from '../console/rebind.js';
import type { ClipboardPolicy } from '../domain/clipboard.js';
import { Complaint } from './complaint.js';

export type ConsoleSettings = {
  readonly keymap: Keymap;
  readonly clipboard: ClipboardPolicy;
};

/** Throws a complaint, a line for each fault, when the settings cannot be used. */
export async function consoleSettings(
  env: Readonly<Record<string, string | undefined>>,
): Promise<ConsoleSettings> {
  const settings = await loadSettings(env);
  if (!settings.ok) throw new Complaint(settings.failure.why, 2);
  const { keys, clipboard } = settings.value;
  const keymap = rebound(keys);
  if (!keymap.ok) throw new Complaint(`${settingsFileOf(env)}: ${keymap.failure.why}`, 2);
  return { keymap: keymap.value, clipboard };
}
