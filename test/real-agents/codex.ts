/** The real Codex beside a model of ours, in a repository and a home of its own. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wtmux } from '../helpers/wtmux.js';
import type { RealAgent } from './claude.js';
import { aModel, type ModelServer, type Script } from './model-server.js';
import { installed } from './programs.js';
import { endingAll } from './scenes.js';

/** wtmux in a repository with that plan, and a codex that it can start and that may tell. */
export async function aCodex(script: Script, plan: string): Promise<RealAgent> {
  const model = await aModel(script);
  const app = await wtmux({
    files: { 'wtmux.yaml': plan },
    env: { PATH: await codexPath() },
  });
  const { outside, folder } = app.repo;
  const worktree = join(outside, 'project.worktrees/a');
  await makeCodexHome(join(outside, 'home/.codex'), model, [folder, worktree]);
  await app.run('agents', 'hooks', 'codex', '--yes');
  return {
    app,
    model,
    worktree,
    async [Symbol.asyncDispose]() {
      await app.run('down', '--force');
      await endingAll(outside)[Symbol.asyncDispose]();
      await app[Symbol.asyncDispose]();
      await model[Symbol.asyncDispose]();
    },
  };
}

export async function codexPath(): Promise<string> {
  return `${await installed('codex')}:${process.env['PATH'] ?? ''}`;
}

/** As it is after its first run, which asks about folders and shows what is new. */
export async function makeCodexHome(
  home: string,
  { url }: ModelServer,
  trusted: readonly string[],
): Promise<void> {
  await mkdir(home, { recursive: true });
  const folders = trusted.map(
    (folder) => `[projects."${folder}"]\ntrust_level = "trusted"\n`,
  );
  await writeFile(join(home, 'config.toml'), `${SETTINGS(url)}${folders.join('')}`);
}

/** As if it had looked for a newer version, and found one. */
export async function makeNews(home: string): Promise<void> {
  const news = {
    latest_version: '99.0.0',
    last_checked_at: new Date().toISOString(),
    dismissed_version: null,
  };
  await writeFile(join(home, 'version.json'), JSON.stringify(news));
}

/** A model whose tools its program knows. */
const SETTINGS = (url: string) => `
model = "gpt-6-sol"
model_provider = "loop"
approval_policy = "on-request"
sandbox_mode = "workspace-write"
[model_providers.loop]
name = "loop"
base_url = "${url}/v1"
wire_api = "responses"
requires_openai_auth = false
`;
