import { plainText } from '../../base/plain-text.js';
import { workstreamId } from '../../domain/ids.js';
import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';

export const send: Command = {
  name: 'send',
  usage: '<workstream> <text...>',
  summary: 'Type a line to an agent, with Enter; one at work is told once it rests',
  options: [{ flags: '--now', help: 'type it at once, or fail' }],
  examples: [
    ['send TD2 "run the tests again"', 'say something to the agent of TD2'],
    ['notes --withdraw n7', 'take back a line that waits'],
  ],

  async run(context, { argument, rest, flag }) {
    using engine = await knownEngine(context);
    const workstream = workstreamId(argument(0));
    const sent = await engine.ask({
      type: 'send',
      workstream,
      text: rest.join(' '),
      now: flag('now'),
      by: person(context.env),
    });
    const told =
      sent.type === 'queued'
        ? `${sent.note}: queued for ${workstream}: ${sent.why}`
        : `sent to ${workstream}`;
    context.output.line(plainText(told, Number.POSITIVE_INFINITY));
    return 0;
  },
};
