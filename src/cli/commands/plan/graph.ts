import { foldedPlan } from '../../../formats/folded-plan.js';
import { graphMermaid } from '../../../formats/graph-mermaid.js';
import { graphSvg } from '../../../formats/graph-svg.js';
import { graphText } from '../../../formats/graph-text.js';
import type { Command } from '../../command.js';
import { Complaint } from '../../complaint.js';
import { planOf } from '../../plan-of.js';

export const planGraph: Command = {
  name: 'graph',
  usage: '[plan]',
  summary: 'Draw which workstream waits for which, and which wave lands it',
  options: [
    { flags: '--mermaid', help: 'as a Mermaid flowchart' },
    { flags: '--all', help: 'every workstream of a large plan with groups' },
    { flags: '--svg', help: 'as an SVG picture' },
  ],
  examples: [
    ['plan graph', 'a tree for the terminal'],
    ['plan graph week-2.yaml --svg > week-2.svg', 'a picture of another plan'],
  ],

  async run(context, { argument, flag }) {
    if (flag('mermaid') && flag('svg'))
      throw new Complaint('plan graph: choose one of --mermaid and --svg', 2);
    const { plan: whole } = await planOf(context, argument(0));
    const plan = flag('all') ? whole : foldedPlan(whole);
    if (flag('svg')) context.output.text(graphSvg(plan));
    else if (flag('mermaid')) context.output.text(graphMermaid(plan));
    else context.output.text(graphText(plan));
    return 0;
  },
};
