/**
 * The commands that a plan brings, as the lines that a user is to agree to. Two commands
 * that do not do the same are never the same line: it is what consent is remembered by.
 */
import { shellWord } from '../base/shell-word.js';
import type { AgentChange, Plan } from '../domain/plan.js';

/** All of them: of gates, rules, and agents that the plan brings or changes. */
export function commandsOf(plan: Plan): readonly string[] {
  const { gates, agents, scratch, environment, rules } = plan;
  const lines = [
    ...Object.values(gates).map(({ run }) => run),
    scratch.setup,
    environment?.setup,
    ...rules.map(({ resolve }) =>
      resolve.type === 'driver' ? resolve.command : undefined,
    ),
    ...Object.entries(agents).map(([name, change]) => agentLine(name, change)),
  ];
  return [...new Set(lines)].filter((line) => line !== undefined);
}

/** What a plan has an agent start with; undefined when it changes nothing of it. */
export function agentLine(name: string, change: AgentChange): string | undefined {
  const { command, args, env } = change;
  if (command === undefined && args === undefined && env === undefined) return undefined;
  return [
    ...Object.entries(env ?? {}).map(([key, value]) => `${key}=${shellWord(value)}`),
    command === undefined ? `(the agent ${name})` : shellWord(command),
    ...(args ?? []).map(shellWord),
  ].join(' ');
}

/** A command line of the user's own, in place of an agent. */
export function ownLine(command: readonly string[]): string {
  return command.map(shellWord).join(' ');
}
