import { fail, ok, type Result } from '../base/result.js';
import { problemLine } from '../formats/problem.js';
import {
  defaultSettings,
  readSettings,
  type Settings,
  type SettingsJudge,
} from '../formats/settings-file.js';
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
  const settings = readSettings(read.text, file, judge);
  return settings.ok
    ? settings
    : fail({ why: settings.failure.map(problemLine).join('\n') });
}
