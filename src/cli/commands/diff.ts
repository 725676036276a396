import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inQuarantine } from '../../engine/merge/quarantine.js';
import { openRepository } from '../../git/repository.js';
import { snapshot } from '../../git/snapshot.js';
import type { Changes } from '../../protocol/engine-answers.js';
import type { Command, Context } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import { workstreamNamed } from '../workstream-named.js';

export const diff: Command = {
  name: 'diff',
  usage: '<workstream>',
  summary: 'Show what a workstream has changed itself, committed or not',
  options: [{ flags: '--stat', help: 'only which files, and how much of each' }],
  examples: [
    ['diff TD2', 'its own changes, in the pager of git'],
    ['diff TD2 --stat', 'the files that it changed'],
  ],

  async run(context, { argument, flag }) {
    const { folder, from } = await changesOf(context, argument(0));
    const repo = existsSync(folder) ? await openRepository(folder) : undefined;
    if (!repo?.ok) throw new Complaint(`its worktree ${folder} is gone`);
    const options = flag('stat') ? ['--stat'] : [];
    const { paths } = await context.place();
    // What nobody has committed yet, new files too, is in no tree of the repository.
    return inQuarantine({ repo: repo.value, paths }, async (quarantine) => {
      const index = join(quarantine.folder, 'index');
      const all = await snapshot(quarantine.repo, folder, index);
      if (!all.ok) throw new Complaint(all.failure.why);
      const args = ['-C', folder, 'diff', ...options, from, all.value.commit, '--'];
      return inGit(args, { ...context.env, ...quarantine.repo.env });
    });
  },
};

async function changesOf(context: Context, name: string): Promise<Changes> {
  using engine = await knownEngine(context);
  const { id } = workstreamNamed(await engine.ask({ type: 'status' }), name);
  return await engine.ask({ type: 'changes', workstream: id });
}

/** With the terminal as its own: git starts the person's pager there. */
function inGit(args: readonly string[], env: Context['env']): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { stdio: 'inherit', env });
    child.once('error', (error) =>
      reject(new Complaint(`git cannot be started: ${error.message}`)),
    );
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
