/** The real Gemini CLI beside a model of ours, in a home of its own. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelServer } from './model-server.js';
import { installed } from './programs.js';

/** Leads it to the model, and keeps it from everything else. */
export async function geminiEnv({
  url,
}: ModelServer): Promise<Readonly<Record<string, string>>> {
  return {
    PATH: `${await installed('gemini')}:${process.env['PATH'] ?? ''}`,
    GEMINI_API_KEY: 'of-no-use-anywhere',
    GOOGLE_GEMINI_BASE_URL: url,
    GEMINI_TELEMETRY_ENABLED: 'false',
    // It starts itself a second time for more memory, which takes as long again.
    GEMINI_CLI_NO_RELAUNCH: 'true',
  };
}

/** As it is after its first run, which asks for a login and about folders. */
export async function makeGeminiHome(
  home: string,
  trusted: readonly string[],
  loggedIn = true,
): Promise<void> {
  const folder = join(home, '.gemini');
  await mkdir(folder, { recursive: true });
  const settings = {
    security: loggedIn ? { auth: { selectedType: 'gemini-api-key' } } : {},
    general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
    privacy: { usageStatisticsEnabled: false },
  };
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  const folders = Object.fromEntries(trusted.map((one) => [one, 'TRUST_FOLDER']));
  await writeFile(join(folder, 'trustedFolders.json'), JSON.stringify(folders));
}
