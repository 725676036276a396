import { workstreamId } from '../../domain/ids.js';
import type { Command } from '../command.js';
import { isKnown, knownEngine } from '../engine-of.js';
import { promptOfPlan } from '../prompt-of-plan.js';

const NOT_STARTED =
  'nothing was started yet: this is what the plan file has it told, without its ports';

export const prompt: Command = {
  name: 'prompt',
  usage: '<workstream>',
  summary: 'Show the first message of an agent, as composed from the plan',
  examples: [['prompt TD2', 'worktree, role, task, owned paths, signal, ...']],

  async run(context, { argument }) {
    if (!(await isKnown(context))) {
      context.output.text(await promptOfPlan(context, argument(0)));
      context.output.note(NOT_STARTED);
      return 0;
    }
    using engine = await knownEngine(context);
    const workstream = workstreamId(argument(0));
    const { text } = await engine.ask({ type: 'prompt', workstream });
    context.output.text(text);
    return 0;
  },
};
