import { workstreamId } from '../../domain/ids.js';
import type { Command } from '../command.js';
import { Complaint } from '../complaint.js';
import { commandText } from '../consent.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';

export const handover: Command = {
  name: 'handover',
  usage: '<workstream>',
  summary: 'Have another agent go on with a workstream, in the same worktree',
  options: [
    { flags: '--agent <name>', help: 'who takes it', required: true },
    { flags: '--message <text>', help: 'what it is told besides' },
    { flags: '--yes', help: 'agree to what the plan has that agent start with' },
  ],
  examples: [
    ['handover TD2 --agent codex', 'end the agent of TD2 and have codex go on'],
    ['handover TD2 --agent gemini --message "tests first"', 'and say why'],
  ],
  more: 'It is told the task, the plan and progress.md of who had it, commits and changes.',

  async run(context, { argument, flag, value }) {
    const workstream = workstreamId(argument(0));
    const agent = value('agent') ?? '';
    const message = value('message') ?? '';
    const by = person(context.env);
    using engine = await knownEngine(context);
    const ask = (consent: boolean) =>
      engine.ask({ type: 'handOver', workstream, agent, by, message, consent });
    const first = await ask(flag('yes'));
    if (first.type === 'needsConsent') {
      context.output.note('The plan has this agent start with:');
      for (const command of first.commands) context.output.note(commandText(command));
      if (!(await context.confirm('Run it?'))) throw new Complaint('nothing was done');
      await ask(true);
    }
    context.output.note(`${workstream}: handed over to ${agent}`);
    return 0;
  },
};
