import type { WorkstreamStatus } from '../../domain/status.js';
import { stateWords } from '../../domain/status-in-words.js';
import type { Timestamp } from '../../domain/time.js';
import { workInWords } from '../../domain/work-in-words.js';
import type { Command } from '../command.js';
import { runningEngine, whyNothingRuns } from '../engine-of.js';
import { NOTHING_YET } from '../status-table.js';
import { table, type Cell } from '../table.js';

export const ls: Command = {
  name: 'ls',
  usage: '',
  summary: 'List workstreams with what they have done, their branches and worktrees',
  options: [
    { flags: '--json', help: 'print one JSON array, with what each session used' },
  ],
  examples: [['ls', 'one line for each workstream of this repository']],

  async run(context, { flag }) {
    const { output } = context;
    using engine = await runningEngine(context);
    if (!engine && flag('json')) {
      output.json([]);
      return 0;
    }
    if (!engine) {
      output.note(await whyNothingRuns(context));
      return 0;
    }
    const { workstreams } = await engine.ask({ type: 'status' });
    if (flag('json')) {
      output.json(workstreams.map(entryOf));
      return 0;
    }
    if (workstreams.length === 0) output.note(NOTHING_YET);
    const now = Date.now();
    const rows = workstreams.map((one) => rowOf(one, now));
    for (const line of table(rows, output)) output.line(line);
    return 0;
  },
};

function rowOf(workstream: WorkstreamStatus, now: Timestamp): readonly Cell[] {
  const { id, state, agent, branch, worktree, signal } = workstream;
  return [
    { text: id, colour: 'bold' },
    { text: stateWords(state) + (signal?.doubts.length ? ' (doubtful signal)' : '') },
    { text: agent },
    { text: workInWords(workstream, now) },
    { text: branch },
    { text: worktree, colour: 'dim' },
  ];
}

/** Of its last session is what it used; the context is that of now. */
function entryOf({
  id,
  state,
  agent,
  branch,
  worktree,
  session,
  usage,
}: WorkstreamStatus) {
  const of = usage && { ...usage.session, context: usage.context?.now ?? null };
  return { id, state, agent, branch, worktree, session, usage: of };
}
