import { describe, expect, it } from 'vitest';
import { readPlan } from '../../src/formats/plan-file.js';
import { problemLine } from '../../src/formats/problem.js';

const context = { file: 'wtmux.yaml', defaultBase: 'main', autoSessions: 6 };

describe('readPlan', () => {
  it.each([
    ['nothing', '', '1:1: expected a plan: version, workstreams, ..., not nothing'],
    ['a list', '- a', '1:1: expected a plan: version, workstreams, ..., not a list'],
    [
      'no version',
      'workstreams: [{ id: A }]',
      '1:1: version: expected 1, the version of this format, but it is missing',
    ],
    [
      'no workstream',
      'version: 1\nworkstreams: []',
      '2:14: workstreams: expected at least one workstream, not an empty list',
    ],
    [
      'a slip in a key',
      'version: 1\nworkstreams:\n  - id: A\n    prioritty: high',
      '4:5: workstreams[0]: unknown key "prioritty"; did you mean "priority"?',
    ],
    [
      'a foreign key',
      'version: 1\nwebhooks: {}\nworkstreams: [{ id: A }]',
      '2:1: unknown key "webhooks"; known: version, name, base, worktrees, maxSessions, layout, agents, gates, scratch, environment, workstreams, waves, phases, groups, rules, escalations, snapshots, budget, constraints, success, execution, compat',
    ],
    [
      'a wrong duration',
      'version: 1\nworkstreams:\n  - id: A\n    estimate: 2 days',
      '4:15: workstreams[0].estimate: expected a duration such as 30s, 10m, 1h30m or 2d, not "2 days"',
    ],
    [
      'an id that leads elsewhere',
      'version: 1\nworkstreams: [{ id: ../../x }]',
      '2:21: workstreams[0].id: expected an id of letters, digits, ".", "_" and "-", such as TD1, not "../../x"',
    ],
    [
      'an escalation to what there is not',
      'version: 1\nescalations: [{ when: silent, after: 1h, then: page }]\nworkstreams: [{ id: A }]',
      '2:48: escalations[0].then: expected notice, notification or hold, not "page"',
    ],
    [
      'snapshots at no interval',
      'version: 1\nsnapshots: often\nworkstreams: [{ id: A }]',
      '2:12: snapshots: expected a duration such as 30m or 1h, or off, not "often"',
    ],
    [
      'a layout that leads elsewhere',
      'version: 1\nlayout: ../x\nworkstreams: [{ id: A }]',
      '2:9: layout: expected a name of letters, digits, ".", "_" and "-", not "../x"',
    ],
    [
      'a dependency that is soft and waits for a signal',
      'version: 1\nworkstreams: [{ id: A }, { id: B, dependsOn: [{ id: A, soft: true, after: signal }] }]',
      '2:47: workstreams[1].dependsOn[0]: expected an id, { id: TD1, soft: true } or { id: TD1, after: signal }: a soft one holds nothing back, not keys with values',
    ],
    [
      'a dependency after something else',
      'version: 1\nworkstreams: [{ id: A }, { id: B, dependsOn: [{ id: A, after: done }] }]',
      '2:47: workstreams[1].dependsOn[0]: expected an id, { id: TD1, soft: true } or { id: TD1, after: signal }, not keys with values',
    ],
    [
      'a budget of nothing',
      'version: 1\nbudget: { hold: true }\nworkstreams: [{ id: A }]',
      '2:9: budget: expected { tokens: 2M } or { cost: 20 }, not keys with values',
    ],
    [
      'a budget in words',
      'version: 1\nworkstreams: [{ id: A, budget: { tokens: much } }]',
      '2:42: workstreams[0].budget.tokens: expected a number of tokens, such as 800000, 800k or 2.5M, not "much"',
    ],
    [
      'broken YAML',
      'version: 1\nworkstreams: [',
      '2:15: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    [
      'a key twice',
      'version: 1\nworkstreams: [{ id: A }]\nversion: 1',
      '3:1: key "version" occurs twice',
    ],
    [
      'escape codes',
      'version: 1\nworkstreams: [{ id: "\\e[2J" }]',
      '2:21: workstreams[0].id: expected an id of letters, digits, ".", "_" and "-", such as TD1, not "\ufffd[2J"',
    ],
  ])('refuses %s in a line', (_what, text, line) => {
    expect(problems(text)).toEqual([`wtmux.yaml:${line}`]);
  });

  it.each([
    ['a file of more than 1 MB', `#${'x'.repeat(1_000_000)}`, 'larger than 1 MB'],
    [
      'a nest without end',
      `version: ${'['.repeat(200_000)}${']'.repeat(200_000)}`,
      'nested too deeply',
    ],
    ['aliases that multiply', bomb(), 'multiply to too much'],
  ])('is not harmed by %s', (_what, text, why) => {
    expect(problems(text).join('\n')).toContain(why);
  });

  it('takes 5,000 workstreams with dependencies in little time', () => {
    const lines = Array.from({ length: 5000 }, (_, index) =>
      index === 0 ? '  - id: W0' : `  - { id: W${index}, dependsOn: [W${index - 1}] }`,
    );
    expect(problems(`version: 1\nworkstreams:\n${lines.join('\n')}`)).toEqual([]);
  });
});

function problems(text: string): readonly string[] {
  const read = readPlan(text, context);
  return read.ok ? [] : read.failure.map(problemLine);
}

function bomb(): string {
  const lines = Array.from(
    { length: 9 },
    (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index},`.repeat(9)}]`,
  );
  return `a0: &a0 [x]\n${lines.join('\n')}`;
}

it('says that no branch is checked out where the plan names none to start from', () => {
  const nowhere = { ...context, defaultBase: undefined };
  const text = 'version: 1\nworkstreams: [{ id: A }]';
  const read = readPlan(text, nowhere);
  expect(read.ok ? [] : read.failure.map(problemLine)).toEqual([
    'wtmux.yaml:1:1: base: no branch is checked out in the repository; check one out, or say here from which one branches start',
  ]);
  expect(readPlan(`base: main\n${text}`, nowhere)).toMatchObject({ ok: true });
});
