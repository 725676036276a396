import type { Command } from '../../command.js';
import { planLines } from '../../plan-lines.js';
import { planOf } from '../../plan-of.js';

export const planShow: Command = {
  name: 'show',
  usage: '[plan]',
  summary: 'Show a plan with every default filled in',
  options: [{ flags: '--json', help: 'print one JSON object' }],
  examples: [
    ['plan show', 'what wtmux.yaml of this repository says'],
    ['plan show week-2.yaml --json', 'another plan, for a script'],
  ],

  async run(context, { argument, flag }) {
    const { plan } = await planOf(context, argument(0));
    if (flag('json')) context.output.json(plan);
    else for (const line of planLines(plan, context.output)) context.output.line(line);
    return 0;
  },
};
