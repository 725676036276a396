import { connectHost, ended } from '../client.js';
import type { Command } from '../command.js';
import { runningEngine } from '../engine-of.js';
import { WHAT_STAYS } from '../what-stays.js';

export const down: Command = {
  name: 'down',
  usage: '',
  summary: 'End engine, host and agents; worktrees and branches stay',
  options: [{ flags: '--force', help: 'also while agents run; they are hung up' }],
  examples: [
    ['down', 'end wtmux in this repository when no agent runs'],
    ['down --force', 'end it with its agents'],
  ],

  async run(context, { flag }) {
    const force = flag('force');
    const { paths } = await context.place();
    using engine = await runningEngine(context);
    if (engine) await ended(engine, engine.ask({ type: 'down', force }));
    using host = await connectHost(paths.hostSocket);
    if (host) await ended(host, host.ask({ type: 'shutdown', force }));
    context.output.note(engine || host ? `ended; ${WHAT_STAYS}` : 'nothing runs here');
    return 0;
  },
};
