/** Makes the repository that every test begins with, once for all of them. */
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removed } from './folder.js';
import { isolatedGit, TEMPLATE } from './repo.js';

/** Without tidying up after each commit, which newer versions of git do in the background. */
const SETTINGS = `
[user]
	name = Test
	email = test@localhost
[commit]
	gpgsign = false
[gc]
	auto = 0
[maintenance]
	auto = false
`;

/** Called by vitest, whose workers inherit where it lies. Gives what removes it. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'wtmux-template-'));
  const git = isolatedGit(folder);
  await git.init(['--initial-branch=main']);
  // Examples, which would be copied each time.
  await rm(join(folder, '.git/hooks'), { recursive: true });
  await mkdir(join(folder, '.git/hooks'));
  await appendFile(join(folder, '.git/config'), SETTINGS);
  await writeFile(join(folder, 'README.md'), '# project\n');
  await git.raw('add', '--verbose', 'README.md');
  await git.raw('commit', '-m', 'begin');
  process.env[TEMPLATE] = folder;
  return () => removed(folder);
}
