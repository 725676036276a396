import { unruled, type Foresight } from '../../domain/foresight.js';
import type { Command } from '../command.js';
import { Complaint } from '../complaint.js';
import { conflictLines, sideLines } from '../conflict-lines.js';
import { knownEngine } from '../engine-of.js';

export const conflicts: Command = {
  name: 'conflicts',
  usage: '',
  summary: 'Show which workstreams would conflict, with each other and with their target',
  options: [
    { flags: '--uncommitted', help: 'with the uncommitted work of every worktree' },
    {
      flags: '--pair <names...>',
      help: 'two workstreams, or one and its target, side by side',
    },
    { flags: '--json', help: 'print one JSON object' },
  ],
  examples: [
    ['conflicts', 'the matrix of all workstreams, each conflict with its rule'],
    ['conflicts --uncommitted', 'the same with what nobody has committed yet'],
    ['conflicts --pair TD1 TD2', 'what both of them changed, side by side'],
  ],
  more: '\n\nExits with 1 when there are conflicts that no rule decides.',

  async run(context, { flag, values }) {
    const pair = pairOf(values('pair'));
    using engine = await knownEngine(context);
    const uncommitted = flag('uncommitted');
    const foresight = await engine.ask({ type: 'conflicts', uncommitted, pair });
    const { output } = context;
    if (flag('json')) output.json(foresight);
    else {
      const lines = pair ? sideLines : conflictLines;
      for (const line of lines(foresight, output)) output.line(line);
    }
    return isCalm(foresight) ? 0 : 1;
  },
};

function pairOf(names: readonly string[]): readonly [string, string] | null {
  const [one, other, ...more] = names;
  if (one === undefined) return null;
  if (other !== undefined && more.length === 0) return [one, other];
  throw new Complaint('--pair takes two names: workstreams, or one and its target', 2);
}

function isCalm({ clashes }: Foresight): boolean {
  return clashes.every((clash) => clash.why === null && unruled(clash) === 0);
}
