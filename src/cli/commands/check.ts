import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';
import { workstreamNamed } from '../workstream-named.js';

export const check: Command = {
  name: 'check',
  usage: '<workstream>',
  summary: 'Run the gates of a workstream again that are red',
  examples: [['check TD2', 'its gates judge the work of TD2 anew, and may be red again']],

  async run(context, { argument }) {
    using engine = await knownEngine(context);
    const { id } = workstreamNamed(await engine.ask({ type: 'status' }), argument(0));
    await engine.ask({ type: 'check', workstream: id, by: person(context.env) });
    context.output.note(
      `${id}: its gates run; \`wtmux log ${id}\` prints what they write`,
    );
    return 0;
  },
};
