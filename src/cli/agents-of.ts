/** Every agent that can be started by name: the shipped ones, and the user's over them. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../base/result.js';
import { patternOf } from '../config/bounded-pattern.js';
import { isOnPath } from '../config/on-path.js';
import { settingsFolder } from '../config/paths.js';
import { loadSettings } from '../config/settings.js';
import { namesIn } from '../config/text-file.js';
import { readAgent, type AgentSpec } from '../formats/agent-file.js';
import { agentsKept, keptAgents } from '../formats/kept-agents.js';
import { problemLine } from '../formats/problem.js';

type Environment = Readonly<Record<string, string | undefined>>;

export type AgentFolders = {
  /** The file that the build makes of `agents/`. */
  readonly shipped: string;
  readonly env: Environment;
  /** Told what is wrong with a file; its agent is left out. */
  readonly complain: (line: string) => void;
};

export type AgentFile = {
  readonly file: string;
  readonly shipped: boolean;
  readonly read: ReturnType<typeof readAgent>;
};

export async function agentsOf(
  folders: AgentFolders,
): Promise<ReadonlyMap<string, AgentSpec>> {
  const shipped = agentsKept(await readFile(folders.shipped, 'utf8'));
  const agents = new Map(shipped.map((agent) => [agent.name, agent]));
  for (const { file, read } of await ownFiles(folders.env))
    if (read.ok) agents.set(read.value.name, bounded(read.value, file, folders));
    else read.failure.map(problemLine).forEach(folders.complain);
  return agents;
}

/** The same agent, with patterns that nobody waits for in vain. */
function bounded(agent: AgentSpec, file: string, { complain }: AgentFolders): AgentSpec {
  const tooLong = (pattern: string) =>
    complain(`${file}: the pattern ${pattern} takes too long, and fits nothing any more`);
  const [same = agent] = agentsKept(keptAgents([agent]), (source, flags) =>
    patternOf(source, flags, tooLong),
  );
  return same;
}

/** All files: the shipped ones of `folder` first, then the user's: of those with one name the last one counts. */
export async function agentFiles(
  folder: string,
  env: Environment,
): Promise<readonly AgentFile[]> {
  return [...(await filesIn(folder, true)), ...(await ownFiles(env))];
}

/** The user's own, of which those with faults leave the shipped one of their name in its place. */
export function ownFiles(env: Environment): Promise<readonly AgentFile[]> {
  return filesIn(join(settingsFolder(env), 'agents'), false);
}

async function filesIn(folder: string, shipped: boolean): Promise<readonly AgentFile[]> {
  const files = (await namesIn(folder, '.yaml')).map((name) => join(folder, name));
  return Promise.all(
    files.map(async (file) => ({ file, shipped, read: await agentFile(file) })),
  );
}

export async function agentFile(file: string): Promise<AgentFile['read']> {
  try {
    // A pipe would be waited for.
    if (!(await stat(file)).isFile()) throw new Error('it is no file');
    return readAgent(await readFile(file, 'utf8'), { file });
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/,.*/s, '') : 'no reason';
    const message = `it cannot be read (${why})`;
    return fail([{ file, line: 1, column: 1, path: '', message }]);
  }
}

/** Those that these names stand for; who names none gets what the settings say, or the usual one. */
export async function agentNames(
  env: Environment,
  names: readonly (string | undefined)[],
): Promise<ReadonlySet<string>> {
  const settings = await loadSettings(env);
  const usual = (settings.ok ? settings.value.agent : undefined) ?? usualAgent(env);
  return new Set(names.map((one) => one ?? usual));
}

/** The agent of those who chose none: Claude Code where it is installed, else a shell. */
export function usualAgent(env: Environment): string {
  return isOnPath('claude', env) ? 'claude' : 'shell';
}
