import type { Plan } from '../../../domain/plan.js';
import type { Command } from '../../command.js';
import { importLines } from '../../import-lines.js';
import { hindrancesTo } from '../../plan-hindrances.js';
import { planOf } from '../../plan-of.js';
import { count } from '../../table.js';

export const planCheck: Command = {
  name: 'check',
  usage: '[plan]',
  summary: 'Say what is wrong with a plan, and what would keep it from starting here',
  examples: [
    ['plan check', 'check wtmux.yaml of this repository'],
    ['plan check week-2.yaml', 'check another plan'],
  ],

  async run(context, { argument }) {
    const { file, plan, repo, imported } = await planOf(context, argument(0));
    if (imported)
      for (const line of importLines(imported, argument(0))) context.output.note(line);
    const hindrances = repo ? await hindrancesTo(context, plan, repo) : [];
    for (const line of hindrances) context.output.note(`${file}: ${line}`);
    if (hindrances.length > 0) return 1;
    context.output.line(`${plan.name}: ${inNumbers(plan)}; nothing wrong found`);
    return 0;
  },
};

function inNumbers({ workstreams, waves, gates, rules }: Plan): string {
  return [
    count(workstreams.length, 'workstream'),
    count(waves.length, 'wave'),
    count(Object.keys(gates).length, 'gate'),
    count(rules.length, 'rule'),
  ].join(', ');
}
