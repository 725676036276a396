/** Every agent that can be started by name: the shipped ones, and the user's over them. */
import { accessSync, constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { settingsFolder } from '../config/paths.js';
import { namesIn } from '../config/text-file.js';
import { readAgent, type AgentSpec } from '../formats/agent-file.js';
import { problemLine } from '../formats/problem.js';

type Environment = Readonly<Record<string, string | undefined>>;

export type AgentFolders = {
  readonly shipped: string;
  readonly env: Environment;
  /** Told what is wrong with a file; its agent is left out. */
  readonly complain: (line: string) => void;
};

export async function agentsOf(
  folders: AgentFolders,
): Promise<ReadonlyMap<string, AgentSpec>> {
  const { shipped, env, complain } = folders;
  const own = join(settingsFolder(env), 'agents');
  const files = [...(await yamlFiles(shipped)), ...(await yamlFiles(own))];
  const agents = new Map<string, AgentSpec>();
  for (const file of files) {
    const read = readAgent(await readFile(file, 'utf8'), { file });
    if (read.ok) agents.set(read.value.name, read.value);
    else read.failure.map(problemLine).forEach(complain);
  }
  return agents;
}

/** The agent of those who chose none: Claude Code where it is installed, else a shell. */
export function usualAgent(env: Environment): string {
  return isOnPath('claude', env) ? 'claude' : 'shell';
}

async function yamlFiles(folder: string): Promise<readonly string[]> {
  return (await namesIn(folder, '.yaml')).map((name) => join(folder, name));
}

function isOnPath(program: string, env: Environment): boolean {
  return (env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}
