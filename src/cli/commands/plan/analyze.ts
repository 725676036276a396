import { historyOf } from '../../../git/history.js';
import { analyze } from '../../../workflow/analysis/analyze.js';
import { analysisLines } from '../../analysis-lines.js';
import type { Command } from '../../command.js';
import { planOf } from '../../plan-of.js';

export const planAnalyze: Command = {
  name: 'analyze',
  usage: '[plan]',
  summary: 'Say what may run side by side, and how long it will take',
  options: [{ flags: '--json', help: 'print one JSON object' }],
  examples: [
    ['plan analyze', 'critical path, speed-up, and who is in whose way'],
    ['plan analyze week-2.yaml --json | jq .recommended', 'parallel or sequential'],
  ],
  more: `

It looks at estimates, at the files that workstreams own, and at which of them changed
together in the last 500 commits. With \`execution: auto\` in a plan, \`wtmux up\` follows
the recommendation.`,

  async run(context, { argument, flag }) {
    const { plan, repo } = await planOf(context, argument(0));
    const facts = repo ? await historyOf(repo, plan.base) : { files: [], history: [] };
    const analysis = analyze(plan, facts);
    if (flag('json')) context.output.json(analysis);
    else
      for (const line of analysisLines(plan, analysis, context.output))
        context.output.line(line);
    return 0;
  },
};
