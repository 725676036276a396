import { attachConsole } from '../attach-console.js';
import type { ImportedPlan } from '../../formats/import/import-plan.js';
import { readPlan } from '../../formats/plan-file.js';
import type { Command, Context, Input } from '../command.js';
import type { EngineClient } from '../client.js';
import { Complaint } from '../complaint.js';
import { whyNoConsoleHere } from '../no-console.js';
import { bringUp } from '../consent.js';
import { onStartedEngine } from '../engine-of.js';
import { askAboutHooks } from '../hook-consent.js';
import { tellLeftOut } from '../left-out-agents.js';
import { importLines } from '../import-lines.js';
import { lostIn } from '../lost-workstreams.js';
import { makingTold } from '../making-told.js';
import { planSource, type PlanSource } from '../plan-of.js';

const A_PLAN = `

A plan, such as wtmux.yaml:
  version: 1
  gates:
    unit: { run: npm test }
  workstreams:
    - { id: config, prompt: Gather all settings in one class. }
    - { id: errors, prompt: Try failures again., dependsOn: [config] }
  waves:
    - { id: first, members: [config], gates: [unit] }
    - { id: release, members: [first, errors], target: main, gates: [unit] }`;

export const up: Command = {
  name: 'up',
  usage: '[plan]',
  summary: 'Start a plan: worktrees, branches and agents',
  options: [
    { flags: '--detach', help: 'do not open the console' },
    { flags: '--yes', help: 'agree to the commands that the plan brings' },
  ],
  examples: [
    ['up', 'start wtmux.yaml of this repository and open the console'],
    ['up week-2.yaml --detach --yes', 'start another plan from a script'],
    ['up PARALLEL_EXECUTION_PLAN.md', 'start what `plan import` understands of it'],
  ],
  more: A_PLAN,

  async run(context, { argument, flag }) {
    const plan = await planSource(context, argument(0));
    if (plan.imported) await agreed(context, plan.imported, { argument, flag });
    const agents = agentsIn(plan);
    await tellLeftOut(context, agents);
    await askAboutHooks(context, agents);
    const { file, text } = plan;
    const start = async (engine: EngineClient) => {
      const made = await bringUp(context, engine, { file, text, agreed: flag('yes') });
      return [made, lostIn(await engine.ask({ type: 'status' }))] as const;
    };
    const [created, lost] = await onStartedEngine(
      context,
      start,
      // Who is not there to wait wants the result alone.
      context.interactive ? makingTold(context.output.note) : undefined,
    );
    for (const worktree of created) context.output.note(`made ${worktree}`);
    // The console asks what is to become of them.
    if (!flag('detach') && (await whyNoConsoleHere(context)) === undefined)
      return attachConsole(context);
    if (lost.length > 0)
      context.output.note(
        `lost with their host: ${lost.join(', ')}; \`wtmux restart --all\` starts them again`,
      );
    else if (created.length === 0)
      context.output.note('it has all its worktrees; `wtmux status` shows how it stands');
    return 0;
  },
};

/** None of a plan that is wrong, which the engine says. */
function agentsIn({ text, file, base }: PlanSource): readonly (string | undefined)[] {
  const read = readPlan(text, { file, defaultBase: base, defaultName: '' });
  return read.ok ? read.value.workstreams.map(({ agent }) => agent) : [];
}

/** A document may mean more than was understood, so a person reads what was. */
async function agreed(
  { output, confirm }: Context,
  imported: ImportedPlan,
  { argument, flag }: Pick<Input, 'argument' | 'flag'>,
): Promise<void> {
  for (const line of importLines(imported, argument(0))) output.note(line);
  if (flag('yes') || (await confirm('Start what was understood?'))) return;
  throw new Complaint('nothing was started');
}
