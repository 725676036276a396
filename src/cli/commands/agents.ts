import { join } from 'node:path';
import { plainText } from '../../base/plain-text.js';
import { isOnPath } from '../../config/on-path.js';
import { problemLine } from '../../formats/problem.js';
import { agentFile, agentFiles, type AgentFile } from '../agents-of.js';
import type { Command, Context } from '../command.js';
import { Complaint } from '../complaint.js';
import { answerHooks, askAboutOne, hookAnswer } from '../hook-consent.js';
import { count, table } from '../table.js';

export const agents: Command = {
  name: 'agents',
  usage: '[action] [file]',
  summary: 'List the agents that can be started, check their files, allow their hooks',
  options: [
    { flags: '--json', help: 'print one JSON array' },
    { flags: '--yes', help: 'allow the hooks without being asked' },
    { flags: '--no', help: 'take back what was allowed' },
  ],
  examples: [
    ['agents', 'shipped ones and yours, and what wtmux can do with each'],
    ['agents check', 'check the files of all'],
    ['agents check ./mine.yaml', 'check one that is not in its folder yet'],
    ['agents hooks codex', 'let codex tell what it does, by a hook'],
  ],

  async run(context, { argument, flag }) {
    const action = argument(0);
    if (action === 'check') return check(context, argument(1));
    if (action === 'hooks') return hooksOf(context, argument(1), flag);
    if (action !== '')
      throw new Complaint(`agents cannot "${action}"; only check and hooks`, 2);
    const all = await files(context);
    const listed = await entries(all, context);
    if (flag('json')) context.output.json(listed);
    else for (const line of lines(listed, context)) context.output.line(line);
    for (const { file, read } of all)
      if (!read.ok)
        context.output.note(`${plainText(file)} is left out; see \`wtmux agents check\``);
    return 0;
  },
};

function files({ programs, env }: Context): Promise<readonly AgentFile[]> {
  return agentFiles(join(programs, '../agents'), env);
}

async function check(context: Context, file: string): Promise<number> {
  const all =
    file === ''
      ? await files(context)
      : [{ file, shipped: false, read: await agentFile(file) }];
  const problems = all.flatMap(({ read }) => (read.ok ? [] : read.failure));
  for (const problem of problems) context.output.note(problemLine(problem));
  // A file that was named is input, as a plan is to `plan check`.
  if (problems.length > 0) return file === '' ? 1 : 2;
  context.output.line(`${count(all.length, 'agent')}; nothing wrong found`);
  return 0;
}

/** Asks about them, or does what the flags answer. */
async function hooksOf(
  context: Context,
  name: string,
  flag: (name: string) => boolean,
): Promise<number> {
  const spec = (await files(context))
    .flatMap(({ read }) => (read.ok && read.value.name === name ? read.value : []))
    .at(-1);
  if (!spec) throw new Complaint(`there is no agent "${name}"; see \`wtmux agents\``, 2);
  if (!spec.hooks) throw new Complaint(`${name} has no hooks`, 2);
  if (spec.hooks.consent === undefined)
    throw new Complaint(`the hooks of ${name} need not be allowed`, 2);
  if (flag('yes')) await answerHooks(context, spec, 'yes');
  else if (flag('no')) await answerHooks(context, spec, 'no');
  else await askAboutOne(context, spec);
  const allowed = (await hookAnswer(context, spec)) === 'yes';
  context.output.note(`${name}: hooks ${allowed ? 'allowed' : 'not allowed'}`);
  return 0;
}

/** One that can be started by its name, and what wtmux can do with it. */
type Entry = {
  readonly name: string;
  readonly title: string;
  readonly command: string;
  readonly found: boolean;
  readonly file: string;
  readonly shipped: boolean;
  readonly can: readonly (
    'hooks' | 'title' | 'screen' | 'plan' | 'resume' | 'interrupt' | 'usage'
  )[];
};

/** What is wrong with a file is told by `check`; the user's stands in place of a shipped one. */
async function entries(
  all: readonly AgentFile[],
  context: Context,
): Promise<readonly Entry[]> {
  const named = new Map<string, Entry>();
  for (const { file, shipped, read } of all) {
    if (!read.ok) continue;
    const { name, title, command, titles, screens, hooks, ...spec } = read.value;
    const can = [
      hooks && (await hookAnswer(context, read.value)) === 'yes' && ('hooks' as const),
      titles.length > 0 && ('title' as const),
      screens.length > 0 && ('screen' as const),
      spec.plan && ('plan' as const),
      spec.resume && ('resume' as const),
      spec.interrupt !== undefined && ('interrupt' as const),
      spec.usage && ('usage' as const),
    ].filter((able) => able !== undefined && able !== false);
    const found = isOnPath(command, context.env);
    named.set(name, { name, title, command, found, file, shipped, can });
  }
  return [...named.values()];
}

function lines(listed: readonly Entry[], { output }: Context): readonly string[] {
  return table(
    listed.map(({ name, title, command, found, shipped, can }) => [
      { text: name, colour: 'bold' as const },
      { text: title },
      found ? { text: command } : { text: `${command}: not found`, colour: 'yellow' },
      { text: shipped ? 'shipped' : 'yours' },
      { text: can.join(' ') || '-', colour: 'dim' as const },
    ]),
    output,
  );
}
