import { attachConsole } from '../attach-console.js';
import type { Command } from '../command.js';
import { bringUp, planFile } from '../consent.js';
import { startedEngine } from '../engine-of.js';

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
  ],
  more: A_PLAN,

  async run(context, { argument, flag }) {
    const plan = await planFile(context, argument(0));
    {
      using engine = await startedEngine(context);
      const created = await bringUp(context, engine, { ...plan, agreed: flag('yes') });
      for (const worktree of created) context.output.note(`made ${worktree}`);
    }
    return flag('detach') || !context.interactive ? 0 : attachConsole(context);
  },
};
