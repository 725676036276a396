/** The console's keys as the user's settings have them. */
import { loadSettings } from '../config/settings.js';
import type { Keymap } from '../console/keymap.js';
import { rebound } from '../console/rebind.js';
import { Complaint } from './complaint.js';

/** Throws a complaint in one line when the settings cannot be used. */
export async function keymapOf(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Keymap> {
  const settings = await loadSettings(env);
  if (!settings.ok) throw new Complaint(settings.failure.why, 2);
  const keymap = rebound(settings.value.keys);
  if (!keymap.ok) throw new Complaint(`config.yaml: ${keymap.failure.why}`, 2);
  return keymap.value;
}
