import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';
import { explanationLines } from '../explanation-lines.js';
import { workstreamNamed } from '../workstream-named.js';

export const explain: Command = {
  name: 'explain',
  usage: '<workstream>',
  summary: 'Say why a workstream is shown in its state: which hook or rule says so',
  options: [{ flags: '--json', help: 'print one JSON object' }],
  examples: [['explain TD2', 'its process, hook, title and screen, and which counts']],

  async run(context, { argument, flag }) {
    using engine = await knownEngine(context);
    const { id } = workstreamNamed(await engine.ask({ type: 'status' }), argument(0));
    const explanation = await engine.ask({ type: 'explain', workstream: id });
    if (flag('json')) context.output.json(explanation);
    else
      for (const line of explanationLines(explanation, context.output, Date.now()))
        context.output.line(line);
    return 0;
  },
};
