import type { Command } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';
import { workstreamNamed } from '../workstream-named.js';

export const priority: Command = {
  name: 'priority',
  usage: '<workstream> <place>',
  summary: 'Let a workstream start sooner or later than others',
  options: [],
  examples: [
    ['priority TD2 first', 'TD2 starts next, after what it depends on'],
    ['priority TD2 3', 'two others start before it'],
    ['priority TD2 last', 'all others start before it'],
  ],

  async run(context, { argument }) {
    const place = placeOf(argument(1));
    using engine = await knownEngine(context);
    const status = await engine.ask({ type: 'status' });
    const { id } = workstreamNamed(status, argument(0));
    const by = person(context.env);
    const now = await engine.ask({ type: 'prioritise', workstream: id, place, by });
    context.output.note(`${id}: number ${now.place} of ${now.of} that have yet to start`);
    return 0;
  },
};

function placeOf(wish: string): number | 'last' {
  if (wish === 'last') return 'last';
  if (wish === 'first') return 1;
  if (!/^[1-9]\d{0,5}$/.test(wish))
    throw new Complaint(`"${wish}" is no place: first, last or a number from 1`, 2);
  return Number(wish);
}
