import { workstreamId } from '../../domain/ids.js';
import type { Command } from '../command.js';
import { isKnown, knownEngine } from '../engine-of.js';
import { promptOfPlan } from '../prompt-of-plan.js';

const NOT_STARTED =
  'nothing was started yet: this is what the plan file has it told, without its ports';

const TOLD_NOTHING = 'its agent is told nothing, and waits for a person';

export const prompt: Command = {
  name: 'prompt',
  usage: '<workstream>',
  summary: 'Show the first message of an agent, as composed from the plan',
  examples: [['prompt TD2', 'worktree, role, task, owned paths, signal, ...']],

  async run(context, { argument }) {
    if (!(await isKnown(context))) {
      const text = await promptOfPlan(context, argument(0));
      if (text === '')
        context.output.note(`${argument(0)} has no prompt: ${TOLD_NOTHING}`);
      else context.output.text(text);
      context.output.note(NOT_STARTED);
      return 0;
    }
    using engine = await knownEngine(context);
    const workstream = workstreamId(argument(0));
    const { text } = await engine.ask({ type: 'prompt', workstream });
    if (text === '') context.output.note(`${workstream} has no prompt: ${TOLD_NOTHING}`);
    else context.output.text(text);
    return 0;
  },
};
