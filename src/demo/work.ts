/** The deeds of a demo agent: it writes files, commits them, reports and signals. */
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { planText, progressText, signalText, type ProgressNews } from './documents.js';
import { gitIn, type Git } from './git.js';
import type { Change, DemoTask } from './task.js';

export class Work {
  readonly #task: DemoTask;
  readonly #worktree: string;
  readonly #git: Git;

  constructor(task: DemoTask, worktree: string) {
    this.#task = task;
    this.#worktree = worktree;
    this.#git = gitIn(worktree, task.id);
  }

  writePlan(feedback: readonly string[]): Promise<void> {
    return this.#replace('.claude/plan.md', planText(this.#task, feedback));
  }

  async change({ path, how, text }: Change): Promise<void> {
    const file = join(this.#worktree, path);
    await mkdir(dirname(file), { recursive: true });
    await (how === 'write' ? writeFile(file, text) : appendFile(file, text));
  }

  /** One commit of `paths`; none when an earlier run of the agent made it already. */
  async commit(paths: readonly string[], message: string): Promise<void> {
    await this.#git('add', '--', ...paths);
    const staged = await this.#git('diff', '--cached', '--name-only');
    if (staged === '') return;
    await this.#git('commit', '--quiet', '-m', `${this.#task.id}: ${message}`);
  }

  report(news: Omit<ProgressNews, 'task'>): Promise<void> {
    return this.#replace('progress.md', progressText({ task: this.#task, ...news }));
  }

  signal(): Promise<void> {
    const name = `${this.#task.id}-complete.signal`;
    return this.#replace(`.claude/handoff/${name}`, signalText(this.#task, Date.now()));
  }

  /** Whoever reads while this writes sees the old text or the new one. */
  async #replace(path: string, text: string): Promise<void> {
    const file = join(this.#worktree, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.tmp`, text);
    await rename(`${file}.tmp`, file);
  }
}
