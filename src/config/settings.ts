import { fail, ok, type Result } from '../base/result.js';
import { problemLine } from '../formats/problem.js';
import {
  defaultSettings,
  type Settings,
  type SettingsJudge,
} from '../formats/settings.js';
import { settingsFileOf } from './paths.js';
import { readStart } from './text-file.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** More than this is not a settings file that a person wrote. */
const MAX_SETTINGS_BYTES = 256 * 1024;

/** The user's settings; the defaults where there is no file. Fails with a line for each fault. */
export async function loadSettings(
  env: Environment,
  judge?: SettingsJudge,
): Promise<Result<Settings, { readonly why: string }>> {
  const file = settingsFileOf(env);
  const read = await readStart(file, MAX_SETTINGS_BYTES);
  if (!read) return ok(defaultSettings);
  // What reads settings is as large as the host, and loaded only where there are some.
  const { readSettings } = await import('../formats/settings-file.js');
  const settings = readSettings(read.text, file, judge);
  return settings.ok
    ? settings
    : fail({ why: settings.failure.map(problemLine).join('\n') });
}
