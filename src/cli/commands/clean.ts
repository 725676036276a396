import { plainText } from '../../base/plain-text.js';
import type { Cleaning } from '../../domain/trash.js';
import type { Command, Context } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import { table } from '../table.js';

export const clean: Command = {
  name: 'clean',
  usage: '',
  summary: 'Move worktrees and branches whose work is merged to the trash',
  options: [
    { flags: '--dry-run', help: 'show what would go and what stays, and why' },
    { flags: '--yes', help: 'do not ask' },
    { flags: '--json', help: 'print one JSON array' },
  ],
  examples: [
    ['clean --dry-run', 'what is proven to be merged, and what keeps the rest'],
    ['clean', 'show it, ask once, move it to the trash'],
  ],
  more: '\n\n`wtmux trash` lists what went, and brings it back.',

  async run(context, { flag }) {
    using engine = await knownEngine(context);
    const ask = (dryRun: boolean) => engine.ask({ type: 'clean', dryRun });
    const planned = await ask(true);
    const going = planned.filter(({ kept }) => kept === null).length;
    const print = (all: readonly Cleaning[]) => show(context, all, flag('json'));
    if (flag('dry-run') || going === 0) {
      print(planned);
      return 0;
    }
    if (!flag('yes')) {
      for (const line of lines(planned, context)) context.output.note(line);
      const what = going === 1 ? '1 worktree' : `${going} worktrees`;
      if (!(await context.confirm(`Move ${what} to the trash?`)))
        throw new Complaint('nothing was moved');
    }
    print(await ask(false));
    return 0;
  },
};

function show(context: Context, all: readonly Cleaning[], json: boolean): void {
  if (json) return context.output.json(all);
  if (all.length === 0) context.output.line('there are no worktrees of ours');
  for (const line of lines(all, context)) context.output.line(line);
}

function lines(all: readonly Cleaning[], { output }: Context): readonly string[] {
  const plain = { columns: output.columns, paint: (_: unknown, text: string) => text };
  return table(
    all.map(({ workstream, branch, proof, kept, entry }) => [
      { text: workstream },
      { text: entry !== null ? 'in the trash' : kept === null ? 'goes' : 'stays' },
      { text: branch },
      { text: plainText(kept ?? proof ?? '') },
    ]),
    plain,
  );
}
