/** What a person has set for git on their machine, whatever a repository sets beside it. */
import { devNull } from 'node:os';
import { runGit } from './run.js';

/** Undefined when it is not set. */
export async function personSetting(name: string): Promise<string | undefined> {
  const { code, stdout } = await runGit({
    folder: '/',
    args: ['config', '--get', name],
    // No repository, so that none is read.
    env: { GIT_DIR: devNull },
  });
  return code === 0 ? stdout.toString('utf8').trimEnd() : undefined;
}
