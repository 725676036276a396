import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inQuarantine } from '../../engine/merge/quarantine.js';
import { openRepository } from '../../git/repository.js';
import { snapshot } from '../../git/snapshot.js';
import type { Changes } from '../../protocol/engine-answers.js';
import type { Command, Context } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import { gitInPager } from '../in-pager.js';
import { workstreamNamed } from '../workstream-named.js';

/** What will be merged is shown as it is, and by no program that a repository may name. */
const PLAIN = ['--no-ext-diff', '--no-textconv'];

export const diff: Command = {
  name: 'diff',
  usage: '<workstream>',
  summary: 'Show what a workstream has changed itself, committed or not',
  options: [{ flags: '--stat', help: 'only which files, and how much of each' }],
  examples: [
    ['diff TD2', 'its own changes, in the pager that you have for git'],
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
      const range = [from, all.value.commit, '--'];
      const args = ['-C', folder, 'diff', ...PLAIN, ...options, ...range];
      const env = { ...withoutPlace(context.env), ...quarantine.repo.env };
      const { columns } = context.output;
      return gitInPager(args, env, Number.isFinite(columns) ? columns : undefined);
    });
  },
};

async function changesOf(context: Context, name: string): Promise<Changes> {
  using engine = await knownEngine(context);
  const { id } = workstreamNamed(await engine.ask({ type: 'status' }), name);
  return await engine.ask({ type: 'changes', workstream: id });
}

/** Of git's variables: what says how it shows, and not where, which is another repository maybe. */
const SHOWING = /^GIT_(?:PAGER|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM))$/;

function withoutPlace(env: Context['env']): Context['env'] {
  const kept = Object.entries(env).filter(
    ([name]) => !name.startsWith('GIT_') || SHOWING.test(name),
  );
  return Object.fromEntries(kept);
}
