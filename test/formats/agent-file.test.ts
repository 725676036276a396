import { expect, it } from 'vitest';
import { readAgent } from '../../src/formats/agent-file.js';
import { problemLine } from '../../src/formats/problem.js';

it('takes its name from its file, and fills in what is left out', () => {
  const read = readAgent('command: my-agent', { file: '/home/me/agents/mine.yaml' });
  expect(read).toEqual({
    ok: true,
    value: {
      name: 'mine',
      title: 'mine',
      command: 'my-agent',
      args: [],
      env: {},
      planFile: undefined,
      titles: [],
      screens: [],
      plan: undefined,
      interrupt: undefined,
      hooks: undefined,
    },
  });
});

it('reads rules with their defaults', () => {
  const text = `
command: x
titles: [{ doing: busy, pattern: '^⠋' }]
screens: [{ doing: idle, pattern: '^> $', whenQuiet: true }]
`;
  expect(readAgent(text, { file: 'x.yaml' })).toMatchObject({
    ok: true,
    value: {
      titles: [{ doing: 'busy', pattern: /^⠋/mu, detail: '' }],
      screens: [
        {
          doing: 'idle',
          pattern: /^> $/mu,
          region: 'bottom',
          lines: 12,
          whenQuiet: true,
        },
      ],
    },
  });
});

it.each([
  ['no command', 'title: X', '1:1: command: expected text, but it is missing'],
  [
    'a pattern that is none',
    "command: x\ntitles: [{ doing: busy, pattern: '(' }]",
    '2:34: titles[0].pattern: expected a regular expression of JavaScript, not "("',
  ],
  [
    'a word that is no state',
    "command: x\ntitles: [{ doing: working, pattern: 'x' }]",
    '2:19: titles[0].doing: expected busy, waiting or idle, not "working"',
  ],
  [
    'a plan file that leads out of the worktree',
    'command: x\nplanFile: a/../../secret',
    '2:11: planFile: expected a path inside the worktree, not "a/../../secret"',
  ],
  [
    'a slip in a key',
    'command: x\nplanfile: a',
    '2:1: unknown key "planfile"; did you mean "planFile"?',
  ],
])('refuses %s', (_what, text, line) => {
  const read = readAgent(text, { file: 'x.yaml' });
  expect(read.ok ? [] : read.failure.map(problemLine)).toEqual([`x.yaml:${line}`]);
});
