import { basename, join, relative, resolve } from 'node:path';
import { plainText } from '../../../base/plain-text.js';
import { shellWord } from '../../../base/shell-word.js';
import type { PlanText } from '../../../formats/plan-schema.js';
import { writePlan } from '../../../formats/plan-writer.js';
import { currentBranch } from '../../../git/refs.js';
import { openRepository } from '../../../git/repository.js';
import type { Command } from '../../command.js';
import { interview } from '../../plan-interview.js';
import { usualTests } from '../../usual-tests.js';
import { mustBeNew, writeNew } from '../../write-new.js';

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
    const own = join(top, 'wtmux.yaml');
    const file = wish === '' ? own : resolve(context.cwd, wish);
    if (!flag('force')) mustBeNew(file);
    const usual = await usualPlan(top);
    const plan = flag('yes') ? usual : await interview(context, usual);
    await writeNew(file, writePlan(plan, HEAD), flag('force'));
    const up = file === own ? 'up' : `up ${shellWord(relative(context.cwd, file))}`;
    context.output.line(`${file}: written; \`wtmux ${up}\` starts it`);
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
