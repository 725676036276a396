import { workstreamId } from '../../domain/ids.js';
import type { Author } from '../../domain/note.js';
import type { Status } from '../../domain/status.js';
import type { Command, Context } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';
import { workstreamNamed } from '../workstream-named.js';

export const note: Command = {
  name: 'note',
  usage: '<workstream> [text...]',
  summary: 'Leave a note for an agent, told once it rests at its prompt',
  options: [{ flags: '--all', help: 'for every workstream; all words are the text' }],
  examples: [
    ['note TD2 "the API returns 409 now"', 'TD2 is told between two of its steps'],
    ['note --all "main is frozen until noon"', 'everybody whose work goes on is told'],
  ],

  async run(context, { argument, rest, flag }) {
    const all = flag('all');
    const words = all ? [argument(0), ...rest] : rest;
    if (words.join(' ').trim() === '')
      throw new Complaint('say what the note is to tell', 2);
    using engine = await knownEngine(context);
    const status = await engine.ask({ type: 'status' });
    const { id, deliveries } = await engine.ask({
      type: 'note',
      workstreams: all ? 'all' : [workstreamNamed(status, argument(0)).id],
      text: words.join(' '),
      from: author(context, status),
    });
    const refused = deliveries.filter(({ state }) => state === 'refused');
    for (const { to, why } of refused) context.output.note(`${to}: refused, ${why}`);
    const waits = deliveries.filter(({ state }) => state !== 'refused');
    if (waits.length > 0)
      context.output.note(`${id}: waits for ${waits.map(({ to }) => to).join(', ')}`);
    return waits.length > 0 ? 0 : 1;
  },
};

/** An agent that calls wtmux itself is known by its session's environment. */
function author({ env }: Context, { workstreams }: Status): Author {
  const own = workstreams.find(({ id }) => id === env['WTMUX_WORKSTREAM']);
  return own
    ? { type: 'workstream', id: workstreamId(own.id) }
    : { type: 'person', name: person(env) };
}
