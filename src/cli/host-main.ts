/** The program `host.js COMMON_DIR`: the host of one repository. Its output goes to its log. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathsOf, settingsFileOf } from '../config/paths.js';
import { startHost } from '../host/host.js';
import { fileLog, outlive } from '../host/log.js';

const [commonDir = ''] = process.argv.slice(2);
const { env } = process;
const paths = pathsOf(commonDir, env);
const log = fileLog(join(paths.state, 'host.log'));
const host = await startHost({
  socketPath: paths.hostSocket,
  ...((await mayRecord()) ? { recordings: paths.recordings } : {}),
  env,
  log,
});
if (host) {
  using _outliving = outlive(log);
  await host.closed;
}
process.exit(0);

/** What reads settings is as large as the host, and loaded only where there are some. */
async function mayRecord(): Promise<boolean> {
  if (!existsSync(settingsFileOf(env))) return true;
  const { loadSettings } = await import('../config/settings.js');
  const settings = await loadSettings(env);
  if (settings.ok) return settings.value.recording;
  // Who meant to turn it off and mistyped it is not recorded.
  log(`nothing is recorded: ${settings.failure.why}`);
  return false;
}
