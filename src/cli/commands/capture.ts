import { connectHost } from '../client.js';
import type { Command } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import { workstreamNamed } from '../workstream-named.js';

export const capture: Command = {
  name: 'capture',
  usage: '<workstream>',
  summary: "Print the text of an agent's screen",
  options: [{ flags: '--scrollback', help: 'with what scrolled away' }],
  examples: [
    ['capture TD2', 'print what the agent of TD2 shows'],
    ['capture TD2 --scrollback | tail -100', 'and what it showed before'],
  ],

  async run(context, { argument, flag }) {
    using engine = await knownEngine(context);
    const status = await engine.ask({ type: 'status' });
    const { id, session } = workstreamNamed(status, argument(0));
    if (session === null)
      throw new Complaint(
        `${id} has no agent yet; \`wtmux status\` says what it waits for`,
      );

    const { paths } = await context.place();
    using host = await connectHost(paths.hostSocket);
    if (!host)
      throw new Complaint('the host is not running; `wtmux restart` brings agents back');
    const { lines } = await host.ask({
      type: 'capture',
      session,
      scrollback: flag('scrollback'),
    });
    context.output.text(lines.join('\n'));
    return 0;
  },
};
