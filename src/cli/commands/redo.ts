import { waveId } from '../../domain/ids.js';
import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';
import { movedLine } from '../merge-lines.js';
import { person } from '../person.js';

export const redo: Command = {
  name: 'redo',
  usage: '<wave>',
  summary: 'Land a wave again that was rolled back',
  options: [
    {
      flags: '--fast-forward',
      help: 'move a clean checkout of the target along with it',
    },
  ],
  examples: [['redo wave1-config', 'bring back exactly what had landed']],

  async run(context, { argument, flag }) {
    using engine = await knownEngine(context);
    const moved = await engine.ask({
      type: 'redo',
      wave: waveId(argument(0)),
      by: person(context.env),
      fastForward: flag('fast-forward'),
    });
    context.output.note(movedLine(moved));
    return 0;
  },
};
