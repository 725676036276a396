/** The program `engine.js COMMON_DIR`: the engine of one repository. Its output is its log. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '../config/settings.js';
import { pathsOf } from '../config/paths.js';
import { startEngine } from '../engine/engine.js';
import { openRepository } from '../git/repository.js';
import { fileLog } from '../host/log.js';
import { agentsOf, usualAgent } from './agents-of.js';
import { commandLine, ensureHost, receiverIn, type Programs } from './processes.js';

/** An agent mostly waits for its model, so more of them than processors fit. */
const AGENTS_PER_PROCESSOR = 4;

void main();

async function main(): Promise<never> {
  const [commonDir = ''] = process.argv.slice(2);
  const { env } = process;
  const programs: Programs = {
    folder: import.meta.dirname,
    commonDir,
    paths: pathsOf(commonDir, env),
    env,
  };
  const log = fileLog(join(programs.paths.state, 'engine.log'));
  process.on('SIGHUP', () => log('SIGHUP ignored'));

  const shipped = join(programs.folder, 'agents.json');
  const [repo, settings, agents] = await Promise.all([
    openRepository(commonDir),
    loadSettings(env),
    agentsOf({ shipped, env, complain: log }),
  ]);
  if (!repo.ok) throw new Error(repo.failure.why);
  if (!settings.ok) throw new Error(settings.failure.why);

  const engine = await startEngine({
    repo: repo.value,
    paths: programs.paths,
    env,
    agents,
    defaultAgent: settings.value.agent ?? usualAgent(env),
    permissions: settings.value.permissions,
    maxSessions: availableParallelism() * AGENTS_PER_PROCESSOR,
    receiver: receiverIn(programs.folder),
    ensureHost: () => ensureHost(programs),
    restart: commandLine(programs, 'engine'),
    log,
  });
  if (engine) await engine.closed;
  process.exit(0);
}
