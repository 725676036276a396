/** Asks a person what a first plan is to hold. */
import { plainText } from '../base/plain-text.js';
import { branchFault } from '../formats/branch-name.js';
import type { PlanText, WorkstreamText } from '../formats/plan-schema.js';
import { slug } from '../formats/slug.js';
import type { Context } from './command.js';
import { Complaint } from './complaint.js';

/** The usual plan with what a person answers in place of what was guessed. */
export async function interview(context: Context, usual: PlanText): Promise<PlanText> {
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
  const target = await askBranch(context, usual.base ?? 'main');
  return {
    version: 1,
    name,
    ...(usual.base === undefined ? {} : { base: usual.base }),
    ...(tests === '-' ? {} : { gates: { tests: { run: tests } } }),
    workstreams,
    waves: [{ id: 'release', members, target, ...gates }],
  };
}

async function askWorkstreams(context: Context): Promise<WorkstreamText[]> {
  const { ask, output } = context;
  const workstreams: WorkstreamText[] = [];
  for (;;) {
    const which = workstreams.length === 0 ? 'is to be done' : 'else (empty: no more)';
    const prompt = await ask(`What ${which}?`, '');
    if (prompt === '') return workstreams;
    const known = workstreams.map(({ id }) => id);
    const id = freeId(slug(prompt).split('-').slice(0, 3).join('-') || 'work', known);
    output.note(`  its id is ${id}`);
    const dependsOn = known.length === 0 ? [] : await askBefore(context, known);
    workstreams.push({ id, prompt, ...(dependsOn.length > 0 ? { dependsOn } : {}) });
  }
}

async function askBefore(context: Context, known: readonly string[]): Promise<string[]> {
  const answer = await context.ask(`  After which of ${known.join(', ')}?`, 'none');
  const named = answer.split(/[\s,]+/).filter((one) => one !== '');
  if (!known.includes('none') && named.join() === 'none') return [];
  const unknown = named.find((one) => !known.includes(one));
  if (unknown === undefined) return named;
  context.output.note(`  there is no "${plainText(unknown)}" here`);
  return askBefore(context, known);
}

async function askBranch(context: Context, usual: string): Promise<string> {
  const branch = await context.ask('Onto which branch is it merged?', usual);
  const fault = branchFault(branch);
  if (fault === undefined) return branch;
  context.output.note(`  "${plainText(branch)}" cannot be a branch: ${fault}`);
  return askBranch(context, usual);
}

function freeId(wish: string, taken: readonly string[]): string {
  if (!taken.includes(wish)) return wish;
  return freeId(`${wish}-2`, taken);
}
