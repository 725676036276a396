import { inboxOf, type InboxItem } from '../../domain/inbox.js';
import { plainText } from '../../base/plain-text.js';
import { duration, type Timestamp } from '../../domain/time.js';
import type { Command } from '../command.js';
import { knownEngine } from '../engine-of.js';
import type { Output } from '../output.js';
import { table } from '../table.js';

export const inbox: Command = {
  name: 'inbox',
  usage: '',
  summary: 'List all that waits for you, with the commands that answer it',
  options: [{ flags: '--json', help: 'print one JSON array' }],
  examples: [
    ['inbox', 'plans, permissions, conflicts, gates, landings, escalations'],
    ['inbox --json | jq length', 'how much waits'],
  ],

  async run(context, { flag }) {
    const { output } = context;
    using engine = await knownEngine(context);
    const items = inboxOf(await engine.ask({ type: 'status' }));
    if (flag('json')) output.json(items);
    else if (items.length === 0) output.line('nothing waits for you');
    else for (const line of inboxLines(items, output, Date.now())) output.line(line);
    return 0;
  },
};

/** The oldest first: what it is about, and below it how it is answered. */
export function inboxLines(
  items: readonly InboxItem[],
  output: Pick<Output, 'paint' | 'columns'>,
  now: Timestamp,
): readonly string[] {
  return items.flatMap(({ kind, subject, since, text, answers }, at) => {
    const head = `${output.paint('bold', plainText(subject))}  ${output.paint('yellow', kind)}`;
    const rows = answers.map(({ command, meaning }) => [
      { text: `  wtmux ${command}` },
      { text: meaning, colour: 'dim' as const },
    ]);
    return [
      ...(at === 0 ? [] : ['']),
      `${head}  ${duration(now - since)}  ${plainText(text)}`,
      ...table(rows, output),
    ];
  });
}
