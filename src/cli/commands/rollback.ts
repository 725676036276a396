import { waveId } from '../../domain/ids.js';
import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';

export const rollback: Command = {
  name: 'rollback',
  usage: '<wave>',
  summary: 'Put the target of a landed wave back to where it was',
  examples: [['rollback wave1-config', 'undo the landing of wave1-config']],

  async run(context, { argument }) {
    using engine = await knownEngine(context);
    const { target, commit } = await engine.ask({
      type: 'rollback',
      wave: waveId(argument(0)),
      by: person(context.env),
    });
    const where =
      commit === null ? 'is gone again' : `is at ${commit.slice(0, 10)} again`;
    context.output.note(`${target} ${where}`);
    return 0;
  },
};
