/**
 * Demonstrations of work that goes in stages: what stands in one stage is done side by
 * side, and lands as a wave before the next stage starts.
 */
import { step, test, write } from './change.js';
import type { ByHand, Demo, DemoAgentCommand } from './demo.js';
import type { DemoTask } from './task.js';

export type Staged = Pick<Demo, 'name' | 'summary' | 'unitMs'> & {
  /** In a line, above the plan. */
  readonly title: string;
  readonly stages: readonly Stage[];
  readonly byHand?: ByHand;
};

export type Stage = { readonly name: string; readonly parts: readonly Part[] };

export type Part = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly prompt: string;
  /** The module that it writes, with its test. */
  readonly module: string;
  /** As long as it took those who did it by hand, or in proportion to it. */
  readonly minutes: number;
};

export function staged(wish: Staged): Demo {
  const { name, summary, unitMs, stages, byHand } = wish;
  return {
    name,
    summary,
    unitMs,
    unit: 'm',
    plan: (agent) => planText(wish, agent),
    tasks: stages.flatMap(({ parts }) => parts.map(taskOf)),
    byHand,
  };
}

/** Without an agent, the plan is for whichever agent its reader uses. */
export function planText(
  { name, title, stages }: Staged,
  agent?: DemoAgentCommand,
): string {
  const count = Math.max(...stages.map(({ parts }) => parts.length));
  const head = `# ${title}
version: 1
name: ${name}
base: main
worktrees: ../{repo}.worktrees/{slug}
maxSessions: ${count}
layout: tiled
`;
  const agents = agent
    ? `
agents:
  # JSON is YAML, so any path can stand here.
  demo: { command: ${JSON.stringify(agent.command)}, args: ${JSON.stringify(agent.args)} }
`
    : '';
  const gates = `
gates:
  clean: { run: 'sh scripts/check.sh', timeout: 1m }
`;
  const workstreams = stages.flatMap(({ parts }, index) => {
    const before = stages[index - 1]?.parts.map(({ id }) => id) ?? [];
    return parts.map((part) => workstreamText(part, before, agent !== undefined));
  });
  return `${head}${agents}${gates}
workstreams:
${workstreams.join('')}
waves:
${wavesText(stages)}`;
}

function workstreamText(part: Part, before: readonly string[], demo: boolean): string {
  const lines = [
    `- id: ${part.id}`,
    `  name: ${part.name}`,
    `  branch: ${branchOf(part)}`,
    ...(demo ? ['  agent: demo'] : []),
    `  role: ${part.role}`,
    `  prompt: ${part.prompt}`,
    `  estimate: ${part.minutes}m`,
    ...(before.length > 0 ? [`  dependsOn: [${before.join(', ')}]`] : []),
    `  owns: [${pathsOf(part).join(', ')}]`,
  ];
  return lines.map((line) => `  ${line}\n`).join('');
}

/** All stages meet on one branch; the last brings it to main. */
function wavesText(stages: readonly Stage[]): string {
  const last = stages.length - 1;
  const waves = stages.map(({ name, parts }, index) => {
    const ids = parts.map(({ id }) => id);
    const lands = index === last;
    const before = stages[index - 1]?.name;
    const members = lands && before !== undefined ? [before, ...ids] : ids;
    const target = lands ? 'main' : 'integration/stages';
    const lines = [
      `- id: ${name}`,
      `  members: [${members.join(', ')}]`,
      `  target: ${target}`,
      ...(index === 0 && !lands ? ['  from: main'] : []),
      '  gates: [clean]',
    ];
    return lines.map((line) => `  ${line}\n`).join('');
  });
  return waves.join('');
}

function branchOf({ id }: Part): string {
  return `workstream/${id.toLowerCase()}`;
}

function pathsOf({ module }: Part): readonly [string, string] {
  return [`src/${module}.py`, `tests/test_${module}.py`];
}

function taskOf(part: Part): DemoTask {
  const { id, name, module, minutes } = part;
  const [path] = pathsOf(part);
  const of = name.toLowerCase();
  return {
    id,
    name,
    branch: branchOf(part),
    units: minutes,
    steps: [
      step(`Begin ${of}`, [write(path, `"""${name}."""\n`)]),
      step(`Write ${of}`, [
        write(
          path,
          `"""${name}."""\n\n\ndef ${module}(request):\n    return {"${module}": request}\n`,
        ),
      ]),
      step(`Test ${of}`, [
        test(
          module,
          `from src.${module} import ${module}\n\n\ndef test_what_is_asked_for_comes_back():\n    assert ${module}(1) == {"${module}": 1}\n`,
        ),
      ]),
    ],
  };
}
