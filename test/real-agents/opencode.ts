/** The real opencode beside a model of ours, in a home of its own. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelServer } from './model-server.js';
import { installed } from './programs.js';

/** Keeps it from everything but its model. */
export async function opencodeEnv(): Promise<Readonly<Record<string, string>>> {
  return {
    PATH: `${await installed('opencode')}:${process.env['PATH'] ?? ''}`,
    OPENCODE_DISABLE_MODELS_FETCH: '1',
    OPENCODE_DISABLE_AUTOUPDATE: '1',
  };
}

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
    models: { loop: { name: 'Loop' } },
  };
  const settings = {
    autoupdate: false,
    share: 'disabled',
    model: 'loop/loop',
    small_model: 'loop/loop',
    permission: { bash: 'ask', edit: 'ask' },
    provider: { loop },
  };
  await writeFile(join(folder, 'opencode.json'), JSON.stringify(settings));
}
