import { basename, resolve } from 'node:path';
import type { Command } from '../../command.js';
import { Complaint } from '../../complaint.js';
import { importLines } from '../../import-lines.js';
import { planSource } from '../../plan-of.js';
import { writeNew } from '../../write-new.js';

export const planImport: Command = {
  name: 'import',
  usage: '<document>',
  summary: 'Make a plan file of a document that was not written for wtmux',
  options: [
    { flags: '-o, --output <file>', help: 'write it there; default: print it' },
    { flags: '--force', help: 'replace a file that is there' },
  ],
  examples: [
    [
      'plan import PARALLEL_EXECUTION_PLAN.md -o wtmux.yaml',
      'write a plan to go on from',
    ],
    ['plan import docs/WORKFLOW-shop.md', 'print what would be written'],
  ],
  more: `

Known are PARALLEL_EXECUTION_PLAN.md, WORKFLOW-*.md, parallel_analysis.json,
.claude/context/*.json with parallel_tasks, calls of a Task tool, and a text with the
time of each domain. What was assumed and what was not understood is
listed with its lines. Commands in a document are data: nothing of it is run.`,

  async run(context, { argument, flag, value }) {
    const wish = argument(0);
    const { text, imported } = await planSource(context, wish);
    if (!imported)
      throw new Complaint(`${wish} is a plan file already; \`wtmux up\` starts it`, 2);
    const output = value('output');
    if (output === undefined) context.output.text(text.trimEnd());
    else await writeNew(resolve(context.cwd, output), text, flag('force'));
    for (const line of importLines(imported, basename(wish))) context.output.note(line);
    return 0;
  },
};
