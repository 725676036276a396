import { expect, it } from 'vitest';
import { canResume, launch, plansAtPrompt } from '../../src/agents/launch.js';
import { shipped } from './shipped.js';

const prompt = '$(rm -rf ~); "quoted" `x`\nand $& more';

const aWish = { id: 'TD1', prompt: '', conversation: 'C', resumes: false, change: {} };

const hooks = { args: ['--settings', 'F'], env: {} };

/** Its own, wherever it goes on or not. */
const CODEX = ['-c', 'check_for_update_on_startup=false'];

it.each([
  [
    'L1 the prompt is one argument, as it is',
    'claude',
    { prompt },
    ['claude', '--permission-mode', 'plan', '--session-id', 'C', prompt],
  ],
  [
    'L2 an empty prompt is no argument',
    'claude',
    { prompt: ' ' },
    ['claude', '--permission-mode', 'plan', '--session-id', 'C'],
  ],
  [
    'L3 a prompt is no option',
    'codex',
    { prompt: '--dangerously-bypass' },
    ['codex', ...CODEX, ' --dangerously-bypass'],
  ],
  [
    "L4 the plan's arguments stand before the prompt",
    'claude',
    { prompt: 'go', change: { args: ['--model', 'opus'] } },
    ['claude', '--permission-mode', 'plan', '--session-id', 'C', '--model', 'opus', 'go'],
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
    'L11 what has it tell its events stands first',
    'codex',
    { prompt: 'go', hooks, change: { args: ['--model', 'x'] } },
    ['codex', '--settings', 'F', ...CODEX, '--model', 'x', 'go'],
  ],
  [
    'L11 unless the same option is its own',
    'codex',
    { prompt: 'go', hooks, change: { args: ['--settings=G'] } },
    ['codex', ...CODEX, '--settings=G', 'go'],
  ],
  [
    'L11 or the same key of it',
    'codex',
    {
      prompt: 'go',
      hooks: { args: ['-c', 'hooks.Stop=[]'], env: {} },
      change: { args: ['-c', 'hooks.Stop=[1]'] },
    },
    ['codex', ...CODEX, '-c', 'hooks.Stop=[1]', 'go'],
  ],
  [
    'L11 another key of it hinders nothing',
    'codex',
    {
      prompt: 'go',
      hooks: { args: ['-c', 'hooks.Stop=[]'], env: {} },
      change: { args: ['-c', 'model=x'] },
    },
    ['codex', '-c', 'hooks.Stop=[]', ...CODEX, '-c', 'model=x', 'go'],
  ],
  [
    'L11 or the same variable',
    'codex',
    {
      prompt: 'go',
      hooks: { args: ['-c', 'hooks.Stop=[]'], env: { A: '1' } },
      change: { env: { A: '2' } },
    },
    ['codex', ...CODEX, 'go'],
  ],
  [
    'L11 or it is another program',
    'codex',
    { prompt: 'go', hooks, change: { command: 'node', args: ['a.mjs'] } },
    ['node', 'a.mjs'],
  ],
  [
    'L7 a command of the user stands for the agent',
    'claude',
    { prompt: 'go', command: ['make', 'all'] },
    ['make', 'all'],
  ],
  [
    'L9 one that goes on gets no prompt again',
    'claude',
    { prompt: 'go', resumes: true },
    ['claude', '--permission-mode', 'plan', '--resume', 'C'],
  ],
  [
    "L9 also with the plan's arguments",
    'codex',
    { prompt: 'go', resumes: true, change: { args: ['-m', 'o9', '{prompt}'] } },
    ['codex', '-m', 'o9', ...CODEX, 'resume', '--last'],
  ],
])('%s', (_rule, name, wish, command) => {
  const started = launch(shipped(name), { ...aWish, ...wish });
  expect(started.command).toEqual(command);
});

it("L8 adds the plan's environment to the agent's", () => {
  const spec = { ...shipped('demo'), env: { A: '1', B: '1' } };
  const { env } = launch(spec, { ...aWish, change: { env: { B: '2' } } });
  expect(env).toEqual({ A: '1', B: '2' });
});

it.each([
  ['L10 an agent that was told its conversation', 'claude', {}, true],
  ['L10 one that finds it by itself', 'codex', { args: ['{prompt}'] }, true],
  [
    'L11 not one whose arguments the plan replaced',
    'claude',
    { args: ['{prompt}'] },
    false,
  ],
  ['L11 not another program', 'codex', { command: 'mine' }, false],
  ['L11 not one that knows no way', 'shell', {}, false],
])('can be resumed: %s', (_rule, name, change, expected) => {
  expect(canResume(shipped(name), { change, named: false })).toBe(expected);
});

it.each([
  ['one whose launch cannot choose that it plans', 'codex', {}, true],
  ['also with more arguments', 'codex', { args: ['-m', 'o9'] }, true],
  ['not one that is launched into it', 'claude', {}, false],
  [
    'not where the plan says how it gets its prompt',
    'codex',
    { args: ['{prompt}'] },
    false,
  ],
  ['not another program', 'codex', { command: 'mine' }, false],
])('is told its prompt once it plans: %s', (_rule, name, change, expected) => {
  expect(plansAtPrompt(shipped(name), change)).toBe(expected);
});

it('can be resumed where it told itself what it calls its conversation', () => {
  const [spec, change] = [shipped('opencode'), {}];
  expect(canResume(spec, { change, named: false })).toBe(false);
  expect(canResume(spec, { change, named: true })).toBe(true);
  const wish = { ...aWish, prompt: 'go', conversation: 'ses_1', resumes: true };
  expect(launch(spec, wish).command).toEqual(['opencode', '--session', 'ses_1']);
});
