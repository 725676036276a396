import type { TrashEntry } from '../../domain/trash.js';
import type { Command, Context } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import { duration } from '../../domain/time.js';
import { table } from '../table.js';

export const trash: Command = {
  name: 'trash',
  usage: '[action] [entry]',
  summary: 'List the worktrees that were cleaned away, or restore one',
  options: [{ flags: '--json', help: 'print one JSON array' }],
  examples: [
    ['trash', 'what is in the trash, the newest last'],
    ['trash restore TD1-mf3k2', 'bring a worktree and its branch back'],
  ],

  async run(context, { argument, flag }) {
    const action = argument(0);
    const entry = argument(1);
    if (action === '') {
      using engine = await knownEngine(context);
      show(context, await engine.ask({ type: 'trash' }), flag('json'));
      return 0;
    }
    if (action !== 'restore')
      throw new Complaint(`trash cannot "${action}"; it can restore`, 2);
    if (entry === '')
      throw new Complaint('restore which entry? wtmux trash lists them', 2);
    using engine = await knownEngine(context);
    const { branch, path } = await engine.ask({ type: 'restore', entry });
    context.output.note(`${branch} is back, in ${path}`);
    return 0;
  },
};

function show({ output }: Context, entries: readonly TrashEntry[], json: boolean): void {
  if (json) return output.json(entries);
  if (entries.length === 0) output.line('the trash is empty');
  const now = Date.now();
  const rows = entries.map(({ id, branch, commit, path, at }) => [
    { text: id, colour: 'bold' as const },
    { text: branch },
    { text: commit.slice(0, 10) },
    { text: `${duration(now - at)} ago` },
    { text: path, colour: 'dim' as const },
  ]);
  for (const line of table(rows, output)) output.line(line);
}
