import { waveId } from '../../domain/ids.js';
import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';
import { movedLine } from '../merge-lines.js';

export const rollback: Command = {
  name: 'rollback',
  usage: '<wave>',
  summary: 'Put the target of a landed wave back to where it was',
  options: [
    { flags: '--revert', help: 'take the wave out with a new commit on its target' },
    {
      flags: '--fast-forward',
      help: 'move a clean checkout of the target along with it',
    },
  ],
  examples: [
    ['rollback wave1-config', 'undo the landing of wave1-config'],
    ['rollback final --revert', 'undo it on a main that has moved on or was pushed'],
  ],

  async run(context, { argument, flag }) {
    using engine = await knownEngine(context);
    const moved = await engine.ask({
      type: 'rollback',
      wave: waveId(argument(0)),
      by: person(context.env),
      revert: flag('revert'),
      fastForward: flag('fast-forward'),
    });
    context.output.note(movedLine(moved));
    return 0;
  },
};
