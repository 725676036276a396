import { workstreamId } from '../../domain/ids.js';
import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';

export const prompt: Command = {
  name: 'prompt',
  usage: '<workstream>',
  summary: 'Show the first message of an agent, as composed from the plan',
  examples: [['prompt TD2', 'worktree, role, task, owned paths, signal, ...']],

  async run(context, { argument }) {
    using engine = await knownEngine(context);
    const workstream = workstreamId(argument(0));
    const { text } = await engine.ask({ type: 'prompt', workstream });
    context.output.text(text);
    return 0;
  },
};
