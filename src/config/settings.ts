import { join } from 'node:path';
import { fail, ok, type Result } from '../base/result.js';
import {
  defaultSettings,
  readSettings,
  type Settings,
} from '../formats/settings-file.js';
import { settingsFolder } from './paths.js';
import { readStart } from './text-file.js';

/** More than this is not a settings file that a person wrote. */
const MAX_SETTINGS_BYTES = 256 * 1024;

/** The user's settings; the defaults where there is no file. Fails with the file and the fault. */
export async function loadSettings(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Result<Settings, { readonly why: string }>> {
  const file = join(settingsFolder(env), 'config.yaml');
  const read = await readStart(file, MAX_SETTINGS_BYTES);
  if (!read) return ok(defaultSettings);
  const settings = readSettings(read.text);
  return settings.ok ? settings : fail({ why: `${file}: ${settings.failure.why}` });
}
