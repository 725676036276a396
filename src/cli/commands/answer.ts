import { workstreamId } from '../../domain/ids.js';
import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';

export const answer: Command = {
  name: 'answer',
  usage: '<workstream> <answer...>',
  summary: 'Choose among the answers that a question of an agent brings',
  examples: [
    ['approve TD2 --show', 'read what TD2 asks, with the answers to choose from'],
    ['answer TD2 2', 'choose the second answer; its label, or other words, do as well'],
    ['answer TD2 red "1,3"', 'one answer for each question, several where it lets you'],
  ],

  async run(context, { argument, rest }) {
    const workstream = workstreamId(argument(0));
    const by = person(context.env);
    using engine = await knownEngine(context);
    await engine.ask({ type: 'answer', workstream, answers: rest, by });
    context.output.note(`${workstream}: answered`);
    return 0;
  },
};
