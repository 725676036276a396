import type { Command } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import { readyAmong } from '../ready-among.js';
import { person } from '../person.js';
import { workstreamNamed } from '../workstream-named.js';

export const resume: Command = {
  name: 'resume',
  usage: '[workstreams...]',
  summary: 'Let workstreams that are on hold start, or go on',
  options: [{ flags: '--all', help: 'all that are on hold' }],
  examples: [
    ['resume TD2', 'TD2 goes on: an agent that was interrupted is told so'],
    ['resume --all', 'whatever was paused'],
  ],

  async run(context, { rest, flag }) {
    const all = flag('all');
    if (rest.length > 0 === all) throw new Complaint('name workstreams, or say --all', 2);
    using engine = await knownEngine(context);
    const status = await engine.ask({ type: 'status' });
    const resumed = await engine.ask({
      type: 'resume',
      workstreams: all ? 'all' : rest.map((id) => workstreamNamed(status, id).id),
      by: person(context.env),
    });
    const ready = await readyAmong(engine, resumed);
    for (const id of resumed)
      context.output.note(
        `${id}: goes on${ready.has(id) ? ' as soon as a session is free' : ''}`,
      );
    if (resumed.length === 0) context.output.note('nothing is on hold');
    return 0;
  },
};
