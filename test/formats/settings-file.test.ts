import { describe, expect, it } from 'vitest';
import { problemLine } from '../../src/formats/problem.js';
import { defaultSettings } from '../../src/formats/settings.js';
import { readSettings } from '../../src/formats/settings-file.js';

describe('the settings', () => {
  it.each([
    ['', {}],
    ['agent: codex', { agent: 'codex' }],
    ['clipboard: deny', { clipboard: { focused: 'deny', others: 'deny' } }],
    [
      'clipboard: { others: allow }',
      { clipboard: { focused: 'allow', others: 'allow' } },
    ],
    ['recording: off', { recording: false }],
    ['recording: false', { recording: false }],
    ['recording: on', {}],
    [
      "permissions: [{ tool: 'Read|Glob' }, { tool: Bash, command: 'git \\w+' }]",
      {
        permissions: [
          { tool: /^(?:Read|Glob)$/u },
          { tool: /^(?:Bash)$/u, command: /^(?:git \w+)$/u },
        ],
      },
    ],
    ['keys: { zoom: f }', { keys: { zoom: 'f' } }],
  ])('%j are read', (text, change) => {
    expect(readSettings(text, 'c.yaml')).toEqual({
      ok: true,
      value: { ...defaultSettings, ...change },
    });
  });

  it.each([
    ['agnet: codex', 'c.yaml:1:1: unknown key "agnet"; did you mean "agent"?'],
    [
      'keys: {}\nclipboard: maybe',
      'c.yaml:2:12: clipboard: expected allow, ask or deny, not "maybe"',
    ],
    [
      'clipboard: { other: ask }',
      'c.yaml:1:14: clipboard: unknown key "other"; did you mean "others"?',
    ],
    [
      'keys: { zoom: 3 }',
      'c.yaml:1:15: keys.zoom: expected keys with blanks between, not 3',
    ],
    [
      "permissions: [{ tool: '(' }]",
      'c.yaml:1:23: permissions[0].tool: expected a regular expression of JavaScript, not "("',
    ],
    [
      'permissions: [{}]',
      'c.yaml:1:15: permissions[0].tool: expected a regular expression',
    ],
    ['recording: never', 'c.yaml:1:12: recording: expected on or off, not "never"'],
    ['keys: [', 'c.yaml:'],
  ])('%j are refused: %s', (text, line) => {
    const read = readSettings(text, 'c.yaml');
    expect(read.ok ? '' : read.failure.map(problemLine).join('\n')).toContain(line);
  });

  it('are judged where they stand', () => {
    const read = readSettings('keys:\n  zoom: x', 'c.yaml', () => [
      [['keys', 'zoom'], 'no'],
    ]);
    expect(read.ok ? [] : read.failure.map(problemLine)).toEqual([
      'c.yaml:2:9: keys.zoom: no',
    ]);
  });
});
