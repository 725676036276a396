import type { Status } from '../../domain/status.js';
import type { Command } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';
import { workstreamNamed } from '../workstream-named.js';

export const ack: Command = {
  name: 'ack',
  usage: '[workstream]',
  summary: 'Say that you have seen to what a workstream asks attention for',
  options: [{ flags: '--all', help: 'all that ask for attention' }],
  examples: [
    ['ack TD2', 'the escalations of TD2 leave the inbox'],
    ['ack --all', 'the inbox has no escalations any more'],
  ],

  async run(context, { argument, flag }) {
    const named = argument(0);
    if ((named === '') !== flag('all'))
      throw new Complaint('name a workstream, or say --all', 2);
    using engine = await knownEngine(context);
    const status = await engine.ask({ type: 'status' });
    const wanted = named === '' ? calling(status) : [workstreamNamed(status, named).id];
    const by = person(context.env);
    for (const workstream of wanted) {
      await engine.ask({ type: 'acknowledge', workstream, by });
      context.output.note(`${workstream}: acknowledged`);
    }
    if (wanted.length === 0) context.output.note('nothing asks for attention');
    return 0;
  },
};

function calling({ escalations }: Status) {
  const open = escalations.filter(({ acknowledgedBy }) => acknowledgedBy === null);
  return [...new Set(open.map(({ workstream }) => workstream))];
}
