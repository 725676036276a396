import { join } from 'node:path';
import { fail, ok, type Result } from '../base/result.js';
import { problemLine } from '../formats/problem.js';
import {
  defaultSettings,
  readSettings,
  type Settings,
} from '../formats/settings-file.js';
import { settingsFolder } from './paths.js';
import { readStart } from './text-file.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** More than this is not a settings file that a person wrote. */
const MAX_SETTINGS_BYTES = 256 * 1024;

/** Where the user's settings are, if there are any. */
export function settingsFileOf(env: Environment): string {
  return join(settingsFolder(env), 'config.yaml');
}

/** The user's settings; the defaults where there is no file. Fails with a line for each fault. */
export async function loadSettings(
  env: Environment,
): Promise<Result<Settings, { readonly why: string }>> {
  const file = settingsFileOf(env);
  const read = await readStart(file, MAX_SETTINGS_BYTES);
  if (!read) return ok(defaultSettings);
  const settings = readSettings(read.text, file);
  return settings.ok
    ? settings
    : fail({ why: settings.failure.map(problemLine).join('\n') });
}
