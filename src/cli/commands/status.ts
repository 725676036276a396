import type { Status } from '../../domain/status.js';
import type { Command, Context } from '../command.js';
import { Complaint } from '../complaint.js';
import { runningEngine, whyNothingRuns } from '../engine-of.js';
import { statusLines } from '../status-table.js';

export const status: Command = {
  name: 'status',
  usage: '',
  summary: 'Show what every workstream and wave is doing',
  options: [
    { flags: '--json', help: 'print one JSON object; with --watch one a line' },
    { flags: '--all', help: 'show every workstream of a large plan with groups' },
    { flags: '--watch', help: 'print again at every change, until Ctrl+C' },
  ],
  examples: [
    ['status', 'one line for each workstream and wave'],
    ['status --json | jq .approvals', 'what waits for a person'],
  ],

  async run(context, { flag }) {
    const print = (news: Status) => show(context, news, flag);
    const watching = flag('watch');
    using engine = await runningEngine(context, (event) => {
      if (watching && event.type === 'status') print(event.status);
    });
    if (!engine) throw new Complaint(await whyNothingRuns(context));

    print(await engine.ask({ type: 'status' }));
    if (watching) await engine.closed;
    return 0;
  },
};

function show({ output }: Context, news: Status, flag: (name: string) => boolean): void {
  if (flag('json')) return output.json(news);
  const lines = statusLines(news, output, { now: Date.now(), all: flag('all') });
  if (flag('watch')) output.clear();
  for (const line of lines) output.line(line);
}
