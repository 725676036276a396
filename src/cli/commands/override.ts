import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';
import { workstreamNamed } from '../workstream-named.js';

export const override: Command = {
  name: 'override',
  usage: '<workstream>',
  summary: 'Have a workstream count as done in spite of a red gate of its own',
  options: [{ flags: '--message <text>', help: 'why, for the record', required: true }],
  examples: [
    ['override TD2 --message "flaky since May"', 'TD2 is done as it is'],
    ['log TD2', 'read first what its gates wrote'],
  ],

  async run(context, { argument, value }) {
    using engine = await knownEngine(context);
    const { id } = workstreamNamed(await engine.ask({ type: 'status' }), argument(0));
    const by = person(context.env);
    const reason = value('message') ?? '';
    await engine.ask({ type: 'override', workstream: id, by, reason });
    context.output.note(`${id}: counts as done; its red gate is on record`);
    return 0;
  },
};
