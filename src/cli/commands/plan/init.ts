import { basename, join, resolve } from 'node:path';
import { plainText } from '../../../base/plain-text.js';
import type { PlanText, WorkstreamText } from '../../../formats/plan-schema.js';
import { writePlan } from '../../../formats/plan-writer.js';
import { slug } from '../../../formats/slug.js';
import { currentBranch } from '../../../git/refs.js';
import { openRepository } from '../../../git/repository.js';
import type { Command, Context } from '../../command.js';
import { Complaint } from '../../complaint.js';
import { usualTests } from '../../usual-tests.js';
import { writeNew } from '../../write-new.js';

const HEAD = `A plan for wtmux. \`wtmux plan check\` says what is wrong with it, \`wtmux up\` starts it.
Its words are explained in docs/plans.md of wtmux.`;

export const planInit: Command = {
  name: 'init',
  usage: '[file]',
  summary: 'Write a first plan, asking what it is to hold',
  options: [
    { flags: '--yes', help: 'ask nothing, and write what would be proposed' },
    { flags: '--force', help: 'replace a file that is there' },
  ],
  examples: [
    ['plan init', 'ask, then write wtmux.yaml of this repository'],
    ['plan init --yes', 'write one to be filled in'],
  ],

  async run(context, { argument, flag }) {
    const { top } = await context.place();
    const wish = argument(0);
    const file = wish === '' ? join(top, 'wtmux.yaml') : resolve(context.cwd, wish);
    const usual = await usualPlan(top);
    const plan = flag('yes') ? usual : await interview(context, usual);
    await writeNew(file, writePlan(plan, HEAD), flag('force'));
    context.output.line(`${file}: written; \`wtmux up\` starts it`);
    return 0;
  },
};

/** What can be told from the repository itself. */
async function usualPlan(top: string): Promise<PlanText> {
  const opened = await openRepository(top);
  const branch = opened.ok ? await currentBranch(opened.value) : undefined;
  const tests = await usualTests(top);
  const gates = tests === undefined ? {} : { gates: ['tests'] };
  const base = branch ?? 'main';
  return {
    version: 1,
    name: plainText(basename(top)),
    base,
    ...(tests === undefined ? {} : { gates: { tests: { run: tests } } }),
    workstreams: [
      { id: 'first', prompt: 'Say here what its agent is to do.' },
      {
        id: 'second',
        prompt: 'This one starts when the first has landed.',
        dependsOn: ['first'],
      },
    ],
    waves: [
      { id: 'wave1', members: ['first'], ...gates },
      { id: 'release', members: ['wave1', 'second'], target: base, ...gates },
    ],
  };
}

/** The usual plan with what a person answers in place of what was guessed. */
async function interview(context: Context, usual: PlanText): Promise<PlanText> {
  const name = await context.ask('What is the plan called?', usual.name ?? 'plan');
  const tests = await context.ask(
    'Which command must pass before work is merged (- for none)?',
    usual.gates?.['tests']?.run ?? '-',
  );
  const workstreams = await askWorkstreams(context);
  if (workstreams.length === 0)
    throw new Complaint('nothing was written: a plan needs a workstream');
  const gates = tests === '-' ? {} : { gates: ['tests'] };
  const members = workstreams.map(({ id }) => id);
  const target = await context.ask(
    'Onto which branch is it merged?',
    usual.base ?? 'main',
  );
  return {
    version: 1,
    name,
    ...(usual.base === undefined ? {} : { base: usual.base }),
    ...(tests === '-' ? {} : { gates: { tests: { run: tests } } }),
    workstreams,
    waves: [{ id: 'release', members, target, ...gates }],
  };
}

async function askWorkstreams({ ask, output }: Context): Promise<WorkstreamText[]> {
  const workstreams: WorkstreamText[] = [];
  for (;;) {
    const which = workstreams.length === 0 ? 'is to be done' : 'else (empty: no more)';
    const prompt = await ask(`What ${which}?`, '');
    if (prompt === '') return workstreams;
    const known = workstreams.map(({ id }) => id);
    const id = freeId(slug(prompt).split('-').slice(0, 3).join('-') || 'work', known);
    output.note(`  its id is ${id}`);
    const after =
      known.length === 0
        ? ''
        : await ask(`  After which of ${known.join(', ')}?`, 'none');
    const dependsOn = after.split(/[\s,]+/).filter((one) => known.includes(one));
    workstreams.push({ id, prompt, ...(dependsOn.length > 0 ? { dependsOn } : {}) });
  }
}

function freeId(wish: string, taken: readonly string[]): string {
  if (!taken.includes(wish)) return wish;
  return freeId(`${wish}-2`, taken);
}
