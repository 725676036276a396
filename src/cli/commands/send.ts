import { workstreamId } from '../../domain/ids.js';
import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';

export const send: Command = {
  name: 'send',
  usage: '<workstream> <text...>',
  summary: 'Type a line to an agent, with Enter',
  examples: [['send TD2 "run the tests again"', 'say something to the agent of TD2']],

  async run(context, { argument, rest }) {
    using engine = await knownEngine(context);
    const workstream = workstreamId(argument(0));
    await engine.ask({ type: 'send', workstream, text: rest.join(' ') });
    return 0;
  },
};
