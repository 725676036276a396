import type { Status } from '../../domain/status.js';
import type { Command, Context } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import { gatedNamed, type Gated } from '../gated.js';
import { LogReader } from '../log-reader.js';

export const log: Command = {
  name: 'log',
  usage: '<wave|workstream> [gate]',
  summary: 'Print what the gates of a wave or workstream wrote',
  options: [{ flags: '--follow', help: 'go on until its gates have ended' }],
  examples: [
    ['log wave2', 'print the log of the gate that runs, or ran last'],
    ['log wave2 unit', 'print the log of its gate unit'],
    ['log wave2 --follow', 'watch its gates, one after the other'],
    ['log TD2', 'print what the gates of the workstream TD2 wrote'],
  ],

  async run(context, { argument, flag }) {
    if (flag('follow')) return follow(context, argument(0));
    using engine = await knownEngine(context);
    const gated = gatedNamed(await engine.ask({ type: 'status' }), argument(0));
    const path = logOf(gated, argument(1));
    if (path === undefined)
      throw new Complaint(`no gate of ${gated.id} has written anything`);
    using reader = new LogReader(path);
    context.output.text(reader.read().trimEnd());
    return 0;
  },
};

/** The log of a gate by name; else of the one that runs, or of the last that ran. */
function logOf({ gates }: Gated, name: string): string | undefined {
  const wanted = gates.filter((gate) => name === '' || gate.name === name);
  const running = wanted.find(({ state }) => state === 'running');
  return (running ?? wanted.findLast((gate) => gate.log !== null))?.log ?? undefined;
}

/** Nobody tells when a file grows; more often would cost more than it shows. */
const LOOK_MS = 100;

async function follow(context: Context, id: string): Promise<number> {
  let status: Status | undefined;
  using engine = await knownEngine(context, (event) => {
    if (event.type === 'status') ({ status } = event);
  });
  status ??= await engine.ask({ type: 'status' });
  let reader: LogReader | undefined;
  try {
    for (;;) {
      const gated = gatedNamed(status, id);
      const path = logOf(gated, '');
      if (path !== undefined && path !== reader?.path) {
        reader?.[Symbol.dispose]();
        reader = new LogReader(path);
        context.output.note(`== ${path}`);
      }
      const ended = !gated.isUnderWay;
      const text = reader?.read() ?? '';
      if (text !== '') context.output.text(text.replace(/\n$/, ''));
      if (ended || engine.isClosed()) return 0;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  } finally {
    reader?.[Symbol.dispose]();
  }
}
