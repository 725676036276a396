import { expect, it } from 'vitest';
import { launch } from '../../src/agents/launch.js';
import { shipped } from './shipped.js';

const prompt = '$(rm -rf ~); "quoted" `x`\nand $& more';

it.each([
  [
    'L1 the prompt is one argument, as it is',
    'claude',
    { prompt },
    ['claude', '--permission-mode', 'plan', prompt],
  ],
  [
    'L2 an empty prompt is no argument',
    'claude',
    { prompt: ' ' },
    ['claude', '--permission-mode', 'plan'],
  ],
  [
    'L3 a prompt is no option',
    'codex',
    { prompt: '--dangerously-bypass' },
    ['codex', ' --dangerously-bypass'],
  ],
  [
    "L4 the plan's arguments stand before the prompt",
    'claude',
    { prompt: 'go', change: { args: ['--model', 'opus'] } },
    ['claude', '--permission-mode', 'plan', '--model', 'opus', 'go'],
  ],
  [
    'L5 they replace all when they place the prompt',
    'claude',
    { prompt: 'go', change: { args: ['-p', '{prompt}', '{id}'] } },
    ['claude', '-p', 'go', 'TD1'],
  ],
  [
    'L6 another program takes its own arguments alone',
    'demo',
    { prompt: 'go', change: { command: 'node', args: ['agent.mjs', '{id}'] } },
    ['node', 'agent.mjs', 'TD1'],
  ],
  [
    'L7 a command of the user stands for the agent',
    'claude',
    { prompt: 'go', command: ['make', 'all'] },
    ['make', 'all'],
  ],
])('%s', (_rule, name, wish, command) => {
  const started = launch(shipped(name), { id: 'TD1', change: {}, ...wish });
  expect(started.command).toEqual(command);
});

it("L8 adds the plan's environment to the agent's", () => {
  const spec = { ...shipped('demo'), env: { A: '1', B: '1' } };
  const { env } = launch(spec, { id: 'x', prompt: '', change: { env: { B: '2' } } });
  expect(env).toEqual({ A: '1', B: '2' });
});
