import { authorText, type Delivery, type Note } from '../../domain/note.js';
import { duration } from '../../domain/time.js';
import type { Colour } from '../output.js';
import type { Command, Context } from '../command.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';
import { table } from '../table.js';

const colours = {
  waiting: 'yellow',
  delivered: 'green',
  refused: 'red',
  withdrawn: 'dim',
} as const satisfies Record<Delivery['state'], Colour>;

export const notes: Command = {
  name: 'notes',
  usage: '',
  summary: 'List notes and lines that were queued, and who has been told',
  options: [
    { flags: '--json', help: 'print one JSON array' },
    { flags: '--withdraw <note>', help: 'take back a note or a line that waits' },
  ],
  examples: [
    ['notes', 'the oldest first; what waits says for what'],
    ['notes --withdraw n7', 'tell it to nobody who was not told yet'],
  ],

  async run(context, { flag, value }) {
    using engine = await knownEngine(context);
    const note = value('withdraw');
    if (note !== undefined) {
      await engine.ask({ type: 'withdraw', note, by: person(context.env) });
      context.output.note(`${note}: taken back`);
      return 0;
    }
    const all = await engine.ask({ type: 'notes' });
    if (flag('json')) context.output.json(all);
    else show(context, all);
    return 0;
  },
};

function show({ output }: Context, all: readonly Note[]): void {
  if (all.length === 0) output.line('there are no notes');
  const now = Date.now();
  const rows = all.flatMap(({ id, at, from, text, deliveries }) =>
    deliveries.map(({ to, state, why }, index) => [
      { text: index === 0 ? id : '', colour: 'bold' as const },
      { text: index === 0 ? `${duration(now - at)} ago` : '' },
      { text: `${authorText(from)} -> ${to}` },
      { text: state, colour: colours[state] },
      { text: index === 0 ? text : '' },
      { text: why ?? '', colour: 'dim' as const },
    ]),
  );
  for (const line of table(rows, output)) output.line(line);
}
