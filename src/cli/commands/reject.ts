import { workstreamId } from '../../domain/ids.js';
import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';

export const reject: Command = {
  name: 'reject',
  usage: '<workstream>',
  summary: 'Send a plan back to its agent, or deny what it asks leave for, and say why',
  options: [
    { flags: '--message <text>', help: 'what should change, or why not', required: true },
  ],
  examples: [['reject TD2 --message "tests first"', 'ask TD2 for another plan']],

  async run(context, { argument, value }) {
    const workstream = workstreamId(argument(0));
    using engine = await knownEngine(context);
    await engine.ask({
      type: 'reject',
      workstream,
      message: value('message') ?? '',
      by: person(context.env),
    });
    context.output.note(`${workstream}: sent back`);
    return 0;
  },
};
