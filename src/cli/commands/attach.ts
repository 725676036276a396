import { attachConsole, preloadChrome, preloadConsole } from '../attach-console.js';
import type { Command } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine, knownStarts } from '../engine-of.js';
import { whyNoConsoleHere } from '../no-console.js';
import { listens } from '../processes.js';
import { workstreamNamed } from '../workstream-named.js';

/** There is no start to wait for. */
const RUNNING: { readonly starting?: Promise<void> } = {};

export const attach: Command = {
  name: 'attach',
  usage: '[workstream]',
  summary: 'Open the console on all agents of this repository',
  examples: [
    ['attach', 'the same as wtmux alone'],
    ['attach TD2', 'with the pane of TD2 in focus'],
  ],

  async run(context, { argument }) {
    const why = await whyNoConsoleHere(context);
    if (why !== undefined)
      throw new Complaint(
        `attach ${why}; \`wtmux status\` and \`wtmux capture\` work without one`,
        2,
      );
    const { paths } = await context.place();
    // An engine takes longer to start than all of the console takes to load, so it goes first.
    const known = (await listens(paths.engineSocket))
      ? RUNNING
      : await knownStarts(context);
    if (known?.starting) preloadChrome();
    const wanted = argument(0);
    if (wanted === '' && known) return attachConsole(context, known);
    preloadConsole();
    // Whoever else waits for that start does not learn that it failed.
    await known?.starting;
    return attachConsole(context, await focused());

    async function focused() {
      using engine = await knownEngine(context);
      if (wanted === '') return {};
      const status = await engine.ask({ type: 'status' });
      return { focus: workstreamNamed(status, wanted).id };
    }
  },
};
