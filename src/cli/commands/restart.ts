import { workstreamId } from '../../domain/ids.js';
import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';

export const restart: Command = {
  name: 'restart',
  usage: '<workstream>',
  summary: 'Start the agent of a workstream again',
  examples: [['restart TD2', 'start the agent of TD2 in its worktree again']],

  async run(context, { argument }) {
    using engine = await knownEngine(context);
    await engine.ask({ type: 'restart', workstream: workstreamId(argument(0)) });
    context.output.note(`${argument(0)}: starting`);
    return 0;
  },
};
