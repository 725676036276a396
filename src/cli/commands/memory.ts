import type { Memory, MemoryId, Verdict } from '../../domain/memory.js';
import type { EngineClient } from '../client.js';
import type { Command, Context } from '../command.js';
import { Complaint } from '../complaint.js';
import { editedText, keptText } from '../edited-text.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';
import { count, table } from '../table.js';

const verdicts = { accept: 'accepted', reject: 'rejected' } as const;

export const memory: Command = {
  name: 'memory',
  usage: '[action] [ids...]',
  summary: 'Review what agents learned: keep it in .memori/memories.json, or drop it',
  options: [
    { flags: '--json', help: 'print one JSON array' },
    { flags: '--all', help: 'accept or reject all that are not judged yet' },
    { flags: '--text <text>', help: 'accept one in these words' },
  ],
  examples: [
    ['memory', 'lessons, decisions and blockers of workstreams that ended'],
    ['memory accept m1 m3', 'keep two of them'],
    ['memory edit m2', 'change one in $VISUAL or $EDITOR, and keep it so'],
    ['memory reject --all', 'drop the rest'],
  ],

  async run(context, { argument, rest, flag, value }) {
    const action = argument(0);
    if (action === '') return list(context, flag('json'));
    if (action === 'edit') return edit(context, rest);
    if (action !== 'accept' && action !== 'reject')
      throw new Complaint(`memory cannot "${action}"; it can accept, edit and reject`, 2);
    const text = value('text');
    if (text !== undefined && action === 'reject')
      throw new Complaint('--text is for one that is accepted', 2);
    if (rest.length > 0 === flag('all'))
      throw new Complaint(`${action} which? name them, or say --all`, 2);
    using engine = await knownEngine(context);
    return await judged(context, engine, {
      memories: flag('all') ? 'all' : rest,
      verdict: verdicts[action],
      ...(text === undefined ? {} : { text }),
    });
  },
};

type Judgement = {
  readonly memories: readonly MemoryId[] | 'all';
  readonly verdict: Verdict;
  readonly text?: string;
};

async function judged(
  { env, output }: Context,
  engine: EngineClient,
  judgement: Judgement,
): Promise<number> {
  const by = person(env);
  const { memories, file } = await engine.ask({ type: 'review', ...judgement, by });
  const what = count(memories.length, 'memory').replace('memorys', 'memories');
  const where = file === null ? '' : `, in ${file}`;
  output.note(`${what} ${judgement.verdict}${where}`);
  return 0;
}

/** One that stays as it was is kept as it is. */
async function edit(context: Context, ids: readonly string[]): Promise<number> {
  const [id, ...more] = ids;
  if (id === undefined || more.length > 0)
    throw new Complaint('edit which? name one memory', 2);
  if (!context.interactive)
    throw new Complaint('edit needs a terminal; `memory accept --text` takes words', 2);
  using engine = await knownEngine(context);
  const memories = await engine.ask({ type: 'memories' });
  const found = memories.find((one) => one.id === id);
  if (!found)
    throw new Complaint(`there is no memory "${id}"; \`wtmux memory\` has all`, 2);
  const name = 'memory.md';
  const text = (await editedText({ text: `${found.text}\n`, name }, context.env)).trim();
  const changed = text === found.text.trim() ? {} : { text };
  const judgement = { memories: [id], verdict: 'accepted', ...changed } as const;
  return await judged(context, engine, judgement).catch(async (error: unknown) => {
    if (text !== '')
      context.output.note(`your text is kept in ${await keptText({ text, name })}`);
    throw error;
  });
}

async function list(context: Context, json: boolean): Promise<number> {
  using engine = await knownEngine(context);
  const memories = await engine.ask({ type: 'memories' });
  if (json) context.output.json(memories);
  else show(context, memories);
  return 0;
}

function show({ output }: Context, memories: readonly Memory[]): void {
  if (memories.length === 0) output.line('nothing was learned yet');
  const rows = memories.map(({ id, kind, workstream, text, review }) => [
    { text: id, colour: 'bold' as const },
    { text: workstream },
    { text: kind },
    review === null
      ? { text: 'to review', colour: 'yellow' as const }
      : { text: `${review.verdict} by ${review.by}`, colour: 'dim' as const },
    { text: review?.text ?? text },
  ]);
  for (const line of table(rows, output)) output.line(line);
}
