import type { Plan } from '../../../domain/plan.js';
import { foldedPlan } from '../../../formats/folded-plan.js';
import type { Command, Context } from '../../command.js';
import { planLines } from '../../plan-lines.js';
import { planOf } from '../../plan-of.js';

export const planShow: Command = {
  name: 'show',
  usage: '[plan]',
  summary: 'Show a plan with every default filled in',
  options: [
    { flags: '--json', help: 'print one JSON object' },
    { flags: '--all', help: 'every workstream of a large plan with groups' },
  ],
  examples: [
    ['plan show', 'what wtmux.yaml of this repository says'],
    ['plan show week-2.yaml --json', 'another plan, for a script'],
  ],

  async run(context, { argument, flag }) {
    const { plan } = await planOf(context, argument(0));
    if (flag('json')) context.output.json(plan);
    else show(flag('all') ? plan : foldedPlan(plan), context);
    return 0;
  },
};

function show(plan: Plan, { output }: Context): void {
  for (const line of planLines(plan, output)) output.line(line);
}
