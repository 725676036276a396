import { waveId } from '../../domain/ids.js';
import type { MergeReport } from '../../domain/merge.js';
import type { EngineClient } from '../client.js';
import type { Command, Context } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import { mergeLines } from '../merge-lines.js';
import { person } from '../person.js';

export const merge: Command = {
  name: 'merge',
  usage: '<wave>',
  summary: 'Merge a wave through its gates onto its target',
  options: [
    { flags: '--dry-run', help: 'show what would be merged, and change nothing' },
    { flags: '--yes', help: 'do not ask' },
    {
      flags: '--order <members>',
      help: 'merge its members as they follow each other here: B,A,C',
    },
    {
      flags: '--fast-forward',
      help: 'move a clean checkout of the target along with it',
    },
    { flags: '--json', help: 'print one JSON object' },
  ],
  examples: [
    ['merge wave1-config --dry-run', 'show members, gates and foreseen conflicts'],
    ['merge wave1-config', 'show them, ask once, merge'],
    ['merge wave2 --order TD3,TD1,TD2', 'the same, in an order of your own'],
    ['merge final --yes --fast-forward', 'land on a main that is checked out'],
  ],

  async run(context, { argument, flag, value }) {
    const wave = waveId(argument(0));
    const order = value('order')
      ?.split(',')
      .map((name) => name.trim());
    const inOrder = order ? { order } : {};
    const print = (report: MergeReport) => show(context, report, flag('json'));
    using engine = await knownEngine(context);
    const preview = await engine.ask({ type: 'preview', wave, ...inOrder });
    if (flag('dry-run')) {
      print(preview);
      return preview.blockedBy === null ? 0 : 1;
    }
    if (preview.blockedBy !== null || preview.conflicts.length > 0) {
      print(preview);
      return 1;
    }
    const fastForward = await agreed(context, preview, flag);
    const wish = { preview, fastForward, ...inOrder };
    const merged = await merging(engine, context, wish);
    print(merged);
    return merged.state === 'landed' ? 0 : 1;
  },
};

/** Asks once, with all that will happen in view. Gives whether a checkout moves along. */
async function agreed(
  context: Context,
  preview: MergeReport,
  flag: (name: string) => boolean,
): Promise<boolean> {
  if (flag('yes')) return flag('fast-forward');
  const plain = {
    columns: context.output.columns,
    paint: (_: unknown, text: string) => text,
  };
  for (const line of mergeLines(preview, plain)) context.output.note(line);
  const { checkout, wave, target } = preview;
  const moves = checkout !== null && checkout.clean;
  const along = moves ? `, and fast-forward ${checkout.worktree}` : '';
  if (await context.confirm(`Merge ${wave} onto ${target}${along}?`)) return moves;
  throw new Complaint('nothing was merged');
}

function merging(
  engine: EngineClient,
  { env }: Context,
  {
    preview: { wave },
    ...wish
  }: {
    readonly preview: MergeReport;
    readonly fastForward: boolean;
    readonly order?: readonly string[];
  },
): Promise<MergeReport> {
  return engine.ask({ type: 'merge', wave, by: person(env), ...wish });
}

function show(
  { output }: Pick<Context, 'output'>,
  report: MergeReport,
  json: boolean,
): void {
  if (json) return output.json(report);
  for (const line of mergeLines(report, output)) output.line(line);
}
