/** The program `host.js COMMON_DIR`: the host of one repository. Its output goes to its log. */
import { join } from 'node:path';
import { pathsOf } from '../config/paths.js';
import { startHost } from '../host/host.js';
import { fileLog, outlive } from '../host/log.js';

const [commonDir = ''] = process.argv.slice(2);
const paths = pathsOf(commonDir, process.env);
const log = fileLog(join(paths.state, 'host.log'));
const host = await startHost({
  socketPath: paths.hostSocket,
  recordings: paths.recordings,
  env: process.env,
  log,
});
if (host) {
  using _outliving = outlive(log);
  await host.closed;
}
process.exit(0);
