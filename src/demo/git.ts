/** Git for the demonstration: apart from its user's settings and surroundings. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const SETTINGS = [
  'commit.gpgsign=false',
  'gc.auto=0',
  // In the background it would write into a folder that is being removed.
  'maintenance.auto=false',
  'core.hooksPath=/dev/null',
];

/** Gives what git prints; rejects with git's own words. */
export type Git = (...args: readonly string[]) => Promise<string>;

/** Git in `folder`, committing as `author`. */
export function gitIn(folder: string, author: string): Git {
  const settings = [
    ...SETTINGS,
    `user.name=${author}`,
    'user.email=demo@localhost',
  ].flatMap((setting) => ['-c', setting]);
  const env = surroundings();
  return async (...args) => {
    const { stdout } = await run('git', [...settings, ...args], { cwd: folder, env });
    return stdout;
  };
}

/** Without variables that point git at another repository. */
function surroundings(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(kept), GIT_TERMINAL_PROMPT: '0' };
}
