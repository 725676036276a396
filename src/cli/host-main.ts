/** The program `host.js COMMON_DIR`: the host of one repository. Its output goes to its log. */
import { join } from 'node:path';
import { pathsOf } from '../config/paths.js';
import { loadSettings } from '../config/settings.js';
import { startHost } from '../host/host.js';
import { fileLog, outlive } from '../host/log.js';

void main();

async function main(): Promise<never> {
  const [commonDir = ''] = process.argv.slice(2);
  const { env } = process;
  const paths = pathsOf(commonDir, env);
  const log = fileLog(join(paths.state, 'host.log'));
  const host = await startHost({
    socketPath: paths.hostSocket,
    ...((await mayRecord(log)) ? { recordings: paths.recordings } : {}),
    env,
    log,
  });
  if (host) {
    using _outliving = outlive(log);
    await host.closed;
  }
  process.exit(0);
}

async function mayRecord(log: (line: string) => void): Promise<boolean> {
  const settings = await loadSettings(process.env);
  if (settings.ok) return settings.value.recording;
  // Who meant to turn it off and mistyped it is not recorded.
  log(`nothing is recorded: ${settings.failure.why}`);
  return false;
}
