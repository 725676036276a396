import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { workstreamId, type WorkstreamId } from '../../domain/ids.js';
import type { EngineClient } from '../client.js';
import type { Command, Context } from '../command.js';
import { Complaint } from '../complaint.js';
import { editedText, keptText } from '../edited-text.js';
import { knownEngine } from '../engine-of.js';
import { person } from '../person.js';

export const approve: Command = {
  name: 'approve',
  usage: '<workstream>',
  summary: 'Let an agent start with the plan that it wrote, or do what it asks leave for',
  options: [
    { flags: '--show', help: 'print what it asks and approve nothing' },
    { flags: '--always', help: 'allow it for the whole session of the agent' },
    { flags: '--edit', help: 'change it in $VISUAL or $EDITOR first' },
    { flags: '--file <path>', help: 'have it go by the plan that a file holds' },
  ],
  examples: [
    ['approve TD2 --show', 'read the plan of TD2'],
    ['approve TD2', 'approve the plan or the permission that TD2 waits for'],
    ['approve TD2 --always', 'allow it, and what its agent takes for the same'],
    ['approve TD2 --edit', 'change the plan; its agent asks again with that'],
  ],

  async run(context, { argument, flag, value }) {
    const workstream = workstreamId(argument(0));
    const file = value('file');
    const ways = [flag('show'), flag('always'), flag('edit'), file !== undefined];
    if (ways.filter(Boolean).length > 1)
      throw new Complaint(
        'approve: choose one of --show, --always, --edit and --file',
        2,
      );
    using engine = await knownEngine(context);
    if (flag('show')) {
      const { text, always } = await engine.ask({ type: 'planText', workstream });
      context.output.text(text);
      if (always !== undefined)
        context.output.note(`--always allows for its session: ${always}`);
      return 0;
    }
    if (flag('edit')) return await edited(context, engine, workstream);
    let revision: string | null = null;
    if (file !== undefined) {
      const text = await readFile(resolve(context.cwd, file), 'utf8').catch(
        (error: unknown) => {
          throw new Complaint(`cannot read ${file}: ${String(error)}`, 2);
        },
      );
      const plan = await engine.ask({ type: 'planText', workstream });
      revision = plan.revision;
      if (!isSame(text, plan))
        return await sent(context, engine, { workstream, revision, text });
    }
    const by = person(context.env);
    const always = flag('always');
    await engine.ask({ type: 'approve', workstream, revision, by, always });
    const how = always ? 'approved for its session' : 'approved';
    context.output.note(`${workstream}: ${how}`);
    return 0;
  },
};

const NAME = 'plan.md';

type Changed = {
  readonly workstream: WorkstreamId;
  readonly revision: string;
  readonly text: string;
};

/** Who leaves an editor without a change may have thought better of it. */
async function edited(
  context: Context,
  engine: EngineClient,
  workstream: WorkstreamId,
): Promise<number> {
  if (!context.interactive)
    throw new Complaint('--edit needs a terminal; --file takes a changed plan', 2);
  const plan = await engine.ask({ type: 'planText', workstream });
  const text = await editedText({ text: plan.text, name: NAME }, context.env);
  if (!isSame(text, plan))
    return await sent(context, engine, { workstream, revision: plan.revision, text });
  context.output.note(
    `${workstream}: plan unchanged, so not approved; \`wtmux approve ${workstream}\` approves it`,
  );
  return 1;
}

async function sent(
  { env, output }: Context,
  engine: EngineClient,
  { workstream, revision, text }: Changed,
): Promise<number> {
  const by = person(env);
  await engine
    .ask({ type: 'approveEdited', workstream, revision, text, by })
    .catch(async (error: unknown) => {
      output.note(`your plan is kept in ${await keptText({ text, name: NAME })}`);
      throw error;
    });
  output.note(`${workstream}: has your plan to go by, and asks again`);
  return 0;
}

function isSame(text: string, plan: { readonly text: string }): boolean {
  return text.trim() === plan.text.trim();
}
