import { expect, it } from 'vitest';
import type { AgentChange } from '../../src/domain/plan.js';
import { commandsOf } from '../../src/engine/plan-commands.js';
import { EMPTY_PLAN } from '../../src/workflow/plan-state.js';

const sh = (...args: readonly string[]): AgentChange => ({ command: 'sh', args });

it.each([
  ['words', { a: sh('-c', 'echo', '; rm x') }, { a: sh('-c', 'echo ; rm x') }],
  ['quotes', { a: sh('-c', "it's") }, { a: sh('-c', "'it's'") }],
  ['agents', { claude: { args: ['-x'] } }, { shell: { args: ['-x'] } }],
  ['variables', { a: { env: { A: '1 B=2' } } }, { a: { env: { A: '1', B: '2' } } }],
  [
    'a variable and a command',
    { a: { command: 'A=1', args: ['x'] } },
    { a: { command: 'x', env: { A: '1' } } },
  ],
] satisfies [string, Record<string, AgentChange>, Record<string, AgentChange>][])(
  'tells commands apart: %s',
  (_what, one, other) => {
    const [first, second] = [one, other].map((agents) =>
      commandsOf({ ...EMPTY_PLAN, agents }),
    );
    expect(first).not.toEqual(second);
  },
);

it('shows an agent as the line that a shell would need', () => {
  const agents = {
    claude: { args: ['--permission-mode', 'plan'] },
    mine: { command: './agent', args: ['{prompt}', 'a b'], env: { MODE: 'x y' } },
    untouched: {},
  };
  expect(commandsOf({ ...EMPTY_PLAN, agents })).toEqual([
    '(the agent claude) --permission-mode plan',
    "MODE='x y' ./agent '{prompt}' 'a b'",
  ]);
});
