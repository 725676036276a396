/**
 * Makes the repository of the demonstration: a small project with a history, its plan,
 * and beside it the file of tasks that its agents read.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Milliseconds } from '../domain/time.js';
import { gitIn } from './git.js';
import type { Demo } from './demo.js';
import { project } from './project.js';
import type { DemoTasks } from './task.js';

export type ScratchOptions = {
  /** Made if need be; holds the repository, its worktrees and the tasks. */
  readonly folder: string;
  readonly demo: Pick<Demo, 'name' | 'plan' | 'tasks'>;
  /** How long takes what its tasks count in. */
  readonly unitMs: Milliseconds;
  /** The command line of the demo agent, before the file of tasks. */
  readonly agent: readonly [command: string, ...args: string[]];
};

export type Scratch = { readonly repository: string; readonly plan: string };

/** Throws with git's own words when git cannot make the repository. */
export async function makeScratch(options: ScratchOptions): Promise<Scratch> {
  const { repository, plan } = scratchIn(options.folder);
  const tasksFile = tasksIn(options.folder);
  await mkdir(repository, { recursive: true, mode: 0o700 });
  const { demo, unitMs } = options;
  const all: DemoTasks = { unitMs, tasks: demo.tasks };
  await writeFile(tasksFile, JSON.stringify(all));

  const git = gitIn(repository, AUTHOR);
  await git('init', '--quiet', '--initial-branch=main');
  for (const [name, value] of SETTINGS) await git('config', name, value);
  for (const { message, files } of project) await commit({ repository, message, files });

  const [command, ...args] = options.agent;
  const text = demo.plan({ command, args: [...args, tasksFile] });
  await commit({
    repository,
    message: `Plan ${demo.name}`,
    files: { 'wtmux.yaml': text },
  });
  return { repository, plan };
}

/** What `makeScratch` made in a folder, if it did, and for the same pace. */
export async function madeScratch({
  folder,
  unitMs,
}: Pick<ScratchOptions, 'folder' | 'unitMs'>): Promise<Scratch | undefined> {
  try {
    const made: DemoTasks = JSON.parse(await readFile(tasksIn(folder), 'utf8'));
    return made.unitMs === unitMs ? scratchIn(folder) : undefined;
  } catch {
    return undefined;
  }
}

function scratchIn(folder: string): Scratch {
  const repository = join(folder, 'docimport');
  return { repository, plan: join(repository, 'wtmux.yaml') };
}

function tasksIn(folder: string): string {
  return join(folder, 'tasks.json');
}

const AUTHOR = 'Demo';

/** For merges in the repository: it works the same whatever its user configured. */
const SETTINGS = [
  ['user.name', 'Demo'],
  ['user.email', 'demo@localhost'],
  ['commit.gpgsign', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
] as const;

async function commit(made: {
  readonly repository: string;
  readonly message: string;
  readonly files: Readonly<Record<string, string>>;
}): Promise<void> {
  for (const [path, text] of Object.entries(made.files)) {
    const file = join(made.repository, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const git = gitIn(made.repository, AUTHOR);
  await git('add', '--all');
  await git('commit', '--quiet', '-m', made.message);
}
