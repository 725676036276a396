import { workstreamId } from '../../domain/ids.js';
import type { Command } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import { endedIn } from '../lost-workstreams.js';
import { readyAmong } from '../ready-among.js';

export const restart: Command = {
  name: 'restart',
  usage: '[workstream]',
  summary: 'Start the agent of a workstream again, where it left off',
  options: [
    {
      flags: '--all',
      help: 'all that were lost with their host, or ended by `wtmux down`',
    },
    { flags: '--fresh', help: 'in a new conversation, with the prompt' },
  ],
  examples: [
    ['restart TD2', 'start the agent of TD2 in its worktree again'],
    ['restart --all', 'after a crash, a reboot or `wtmux down`: all that were at work'],
    ['restart TD2 --fresh', 'have it begin anew'],
  ],

  async run(context, { argument, flag }) {
    const named = argument(0);
    if ((named === '') !== flag('all'))
      throw new Complaint(
        'name a workstream, or say --all for all that were lost or ended',
        2,
      );
    using engine = await knownEngine(context);
    const wanted =
      named === ''
        ? endedIn(await engine.ask({ type: 'status' }))
        : [workstreamId(named)];
    const fresh = flag('fresh');
    for (const workstream of wanted)
      await engine.ask({ type: 'restart', workstream, fresh });
    const ready = await readyAmong(engine, wanted);
    for (const id of wanted)
      context.output.note(
        `${id}: ${ready.has(id) ? 'starts as soon as a session is free' : 'starting'}`,
      );
    if (wanted.length === 0)
      context.output.note('nothing was lost, and nothing ended that could start again');
    return 0;
  },
};
