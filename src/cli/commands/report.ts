import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';
import { reportLines } from '../report-lines.js';

export const report: Command = {
  name: 'report',
  usage: '',
  summary: 'Say what the plan cost in time, from measured times',
  options: [{ flags: '--json', help: 'print one JSON object' }],
  examples: [['report', 'sequential time, critical path and what it became']],

  async run(context, { flag }) {
    using engine = await knownEngine(context);
    const measured = await engine.ask({ type: 'report' });
    if (flag('json')) context.output.json(measured);
    else for (const line of reportLines(measured)) context.output.line(line);
    return 0;
  },
};
