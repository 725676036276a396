/**
 * Agents' programs as npm has them, in a cache outside of the repository: a version that is
 * there is not fetched again.
 */
import { execFile } from 'node:child_process';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The versions that were seen to pass; `WTMUX_AGENT_CLAUDE=2.1.200` tries another one. */
export const VERSIONS = {
  claude: { packages: ['@anthropic-ai/claude-code'], version: '2.1.332' },
  codex: { packages: ['@openai/codex'], version: '0.171.0' },
  gemini: { packages: ['@google/gemini-cli'], version: '0.61.0' },
  // It fetches the second itself at its first start, and waits for that.
  opencode: { packages: ['opencode-ai', '@opencode-ai/plugin'], version: '1.18.33' },
} as const;

export type AgentProgram = keyof typeof VERSIONS;

/** Hundreds of megabytes on a slow line. */
const INSTALL_LIMIT_MS = 600_000;

/** The folder in which the program lies under its name. Throws when it cannot be had. */
export async function installed(name: AgentProgram): Promise<string> {
  const { packages } = VERSIONS[name];
  const version = versionOf(name);
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'wtmux');
  const folder = join(cache, 'agents', `${name}-${version}`);
  const programs = join(folder, 'node_modules/.bin');
  const isThere = async () => {
    const wanted = packages.map((one) => exists(join(folder, 'node_modules', one)));
    return (await Promise.all(wanted)).every(Boolean);
  };
  if (await isThere()) return programs;
  // One that was cut off halfway is not taken for a whole one.
  const half = `${folder}.${process.pid}`;
  await mkdir(half, { recursive: true });
  await run(
    'npm',
    [
      'install',
      '--prefix',
      half,
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      // Claude Code and opencode put their program into place by it.
      '--ignore-scripts=false',
      ...packages.map((one) => `${one}@${version}`),
    ],
    { timeout: INSTALL_LIMIT_MS, env: homeless(half) },
  );
  await putInPlace(half, folder, isThere);
  return programs;
}

/** Another run may have been quicker, and have started its program from there: that stays. */
export async function putInPlace(
  half: string,
  folder: string,
  isThere: () => Promise<boolean>,
): Promise<void> {
  try {
    await rename(half, folder);
  } catch (error) {
    if (await isThere()) return await rm(half, { recursive: true });
    if (!(await exists(folder))) throw error;
    await rm(folder, { recursive: true });
    await rename(half, folder);
  }
}

/**
 * npm with the settings of the user, and a home of no use: opencode's program is started once
 * when it is installed, and makes folders in the home that it finds.
 */
function homeless(folder: string): NodeJS.ProcessEnv {
  const home = join(folder, 'home');
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('XDG_'));
  return {
    npm_config_userconfig: join(homedir(), '.npmrc'),
    npm_config_cache: join(homedir(), '.npm'),
    ...Object.fromEntries(own),
    HOME: home,
  };
}

export function versionOf(name: AgentProgram): string {
  return process.env[`WTMUX_AGENT_${name.toUpperCase()}`] ?? VERSIONS[name].version;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
