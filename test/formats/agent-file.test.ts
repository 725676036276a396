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
    'a second document',
    'command: x\n---\ncommand: y',
    '2:1: a second document begins here (---); a file holds one',
  ],
  [
    'a pattern that is none',
    "command: x\ntitles: [{ doing: busy, pattern: '(' }]",
    '2:34: titles[0].pattern: expected a regular expression of JavaScript, not "("',
  ],
  [
    'an argument that names what is not filled in',
    "command: x\nargs: ['{promt}']",
    '2:8: args[0]: expected a text, or {prompt}, {id} or {conversation}, which are filled in, not "{promt}"',
  ],
  [
    'a rule that looks at too much',
    'command: x\nscreens: [{ doing: busy, pattern: x, lines: 100 }]',
    '2:45: screens[0].lines: expected a whole number from 1 to 60, not 100',
  ],
  [
    'a word that is no state',
    "command: x\ntitles: [{ doing: working, pattern: 'x' }]",
    '2:19: titles[0].doing: expected starting, busy, waiting, idle or error, not "working"',
  ],
  [
    'a plan file that leads out of the worktree',
    'command: x\nplanFile: a/../../secret',
    '2:11: planFile: expected a path inside the worktree, not "a/../../secret"',
  ],
  [
    'a rule that fits whatever is shown',
    "command: x\nscreens: [{ doing: busy, pattern: '.*' }]",
    '2:35: screens[0].pattern: expected a pattern that does not fit an empty line, not ".*"',
  ],
  [
    'the name of a file that is not given',
    "command: x\nhooks: { name: event, args: ['{file}'], events: [] }",
    '2:8: hooks: expected a "file" beside what names "{file}", not keys with values',
  ],
  [
    'a hook rule without its event',
    'command: x\nhooks: { name: event, events: [{ doing: busy }] }',
    '2:32: hooks.events[0].on: expected the name of an event, or several, but it is missing',
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
