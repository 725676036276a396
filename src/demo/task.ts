/**
 * What one demo agent is to do: the files it edits, in which commits, over how long. Made
 * by the demonstration, handed to the agents as one JSON file, found by the branch that
 * the agent stands on. Agents of the demonstration trust it: both are ours.
 */
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import type { Milliseconds } from '../domain/time.js';

export type DemoTask = {
  readonly id: string;
  readonly name: string;
  readonly branch: string;
  /** How long the work takes, in what the demonstration counts in: days, or minutes. */
  readonly units: number;
  readonly steps: readonly DemoStep[];
};

/** One point of the agent's checklist; it ends in a commit. */
export type DemoStep = {
  readonly title: string;
  readonly changes: readonly Change[];
};

export type Change = {
  /** Relative to the worktree. */
  readonly path: string;
  readonly how: 'write' | 'append';
  readonly text: string;
};

export type DemoTasks = {
  readonly unitMs: Milliseconds;
  readonly tasks: readonly DemoTask[];
};

export type Assignment = { readonly task: DemoTask; readonly totalMs: Milliseconds };

/** The task for the branch that `worktree` has checked out; throws when there is none. */
export async function assignment(file: string, worktree: string): Promise<Assignment> {
  const { unitMs, tasks }: DemoTasks = JSON.parse(await readFile(file, 'utf8'));
  const branch = await branchOf(worktree);
  const task = tasks.find((candidate) => candidate.branch === branch);
  if (!task) throw new Error(`${file} has no task for the branch ${branch}`);
  return { task, totalMs: task.units * unitMs };
}

/** Reads git's own files: asking git would cost every agent a process at its start. */
async function branchOf(worktree: string): Promise<string> {
  const head = await readFile(join(await gitFolder(worktree), 'HEAD'), 'utf8');
  return head.trim().replace(/^ref: refs\/heads\//, '');
}

/** gitrepository-layout(5): in a linked worktree `.git` is a file that names the folder. */
async function gitFolder(worktree: string): Promise<string> {
  const git = join(worktree, '.git');
  try {
    const named = (await readFile(git, 'utf8')).replace(/^gitdir: /, '').trim();
    return isAbsolute(named) ? named : resolve(worktree, named);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EISDIR') return git;
    throw error;
  }
}
