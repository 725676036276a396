/** The real opencode beside a model of ours, in a home of its own. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ModelServer } from './model-server.js';
import { installed, versionOf } from './programs.js';

/** Keeps it from everything but its model. */
export async function opencodeEnv(): Promise<Readonly<Record<string, string>>> {
  return {
    PATH: `${await installed('opencode')}:${process.env['PATH'] ?? ''}`,
    OPENCODE_DISABLE_MODELS_FETCH: '1',
    OPENCODE_DISABLE_AUTOUPDATE: '1',
  };
}

/** Dollars for a million tokens, and how many it holds. */
export const LOOP = {
  cost: { input: 100, output: 1000, cache_read: 10, cache_write: 0 },
  limit: { context: 100_000, output: 8000 },
};

/** A provider of ours, and permissions that are asked for; `config` is `XDG_CONFIG_HOME`. */
export async function makeOpencodeSettings(
  config: string,
  { url }: ModelServer,
): Promise<void> {
  const folder = join(config, 'opencode');
  await mkdir(folder, { recursive: true });
  const loop = {
    npm: '@ai-sdk/openai-compatible',
    name: 'Loop',
    options: { baseURL: `${url}/v1`, apiKey: 'of-no-use-anywhere' },
    models: { loop: { name: 'Loop', ...LOOP } },
  };
  const settings = {
    autoupdate: false,
    share: 'disabled',
    model: 'loop/loop',
    small_model: 'loop/loop',
    snapshot: false,
    permission: { bash: 'ask', edit: 'ask' },
    provider: { loop },
  };
  await writeFile(join(folder, 'opencode.json'), JSON.stringify(settings));
  await makeFirstStart(folder);
}

/** What it fetches at its first start: half a minute and more on a busy machine. */
async function makeFirstStart(folder: string): Promise<void> {
  const dependencies = { '@opencode-ai/plugin': versionOf('opencode') };
  const lock = { lockfileVersion: 3, packages: { '': { dependencies } } };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ dependencies }));
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock));
  await symlink(dirname(await installed('opencode')), join(folder, 'node_modules'));
}
