import { workstreamId } from '../../domain/ids.js';
import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';

export const approve: Command = {
  name: 'approve',
  usage: '<workstream>',
  summary: 'Let an agent start with the plan that it wrote',
  options: [{ flags: '--show', help: 'print the plan and approve nothing' }],
  examples: [
    ['approve TD2 --show', 'read the plan of TD2'],
    ['approve TD2', 'approve the plan that TD2 waits with'],
  ],

  async run(context, { argument, flag }) {
    const workstream = workstreamId(argument(0));
    using engine = await knownEngine(context);
    if (flag('show')) {
      const { text } = await engine.ask({ type: 'planText', workstream });
      context.output.text(text);
      return 0;
    }
    const by = person(context.env);
    await engine.ask({ type: 'approve', workstream, revision: null, by });
    context.output.note(`${workstream}: plan approved`);
    return 0;
  },
};
