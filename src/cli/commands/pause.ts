import type { Command } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';
import { workstreamNamed } from '../workstream-named.js';

export const pause: Command = {
  name: 'pause',
  usage: '[workstreams...]',
  summary: 'Put workstreams on hold: they neither start nor go on',
  options: [
    { flags: '--non-critical', help: 'all that no critical workstream needs' },
    { flags: '--message <text>', help: 'why, for the record' },
  ],
  examples: [
    ['pause TD2', 'interrupt the agent of TD2, whose session stays'],
    ['pause TD3 TD4 --message "after the release"', 'hold two, and say why'],
    ['pause --non-critical', 'leave sessions and tokens to what is critical'],
  ],

  async run(context, { rest, flag, value }) {
    const all = flag('non-critical');
    if (rest.length > 0 === all)
      throw new Complaint('name workstreams, or say --non-critical', 2);
    using engine = await knownEngine(context);
    const status = await engine.ask({ type: 'status' });
    const held = await engine.ask({
      type: 'pause',
      workstreams: all ? 'nonCritical' : rest.map((id) => workstreamNamed(status, id).id),
      by: person(context.env),
      why: value('message') ?? '',
    });
    for (const id of held)
      context.output.note(`${id}: on hold; \`wtmux resume ${id}\` lets it go on`);
    if (held.length === 0) context.output.note('nothing is left to put on hold');
    return 0;
  },
};
