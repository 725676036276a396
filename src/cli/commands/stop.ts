import { workstreamId } from '../../domain/ids.js';
import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';

export const stop: Command = {
  name: 'stop',
  usage: '<workstream>',
  summary: 'End the agent of a workstream; its worktree stays',
  examples: [['stop TD2', 'hang up the agent that works on TD2']],

  async run(context, { argument }) {
    using engine = await knownEngine(context);
    await engine.ask({ type: 'stop', workstream: workstreamId(argument(0)) });
    context.output.note(
      `${argument(0)}: stopped; \`wtmux restart ${argument(0)}\` starts it again`,
    );
    return 0;
  },
};
