import { describe, expect, it } from 'vitest';
import { readPlan } from '../../src/formats/plan-file.js';
import { problemLine } from '../../src/formats/problem.js';

const context = { file: 'wtmux.yaml', defaultBase: 'main', autoSessions: 6 };

describe('readPlan', () => {
  it('fills in every default from one id', () => {
    expect(readPlan('version: 1\nworkstreams: [{ id: TD1 }]', context)).toEqual({
      ok: true,
      value: {
        name: 'plan',
        base: 'main',
        worktrees: '../{repo}.worktrees/{id}',
        maxSessions: 6,
        layout: 'tiled',
        agents: {},
        gates: {},
        scratch: { setup: undefined, timeoutMs: 600_000, copy: [] },
        workstreams: [
          {
            id: 'TD1',
            name: 'TD1',
            branch: 'workstream/td1',
            agent: undefined,
            command: undefined,
            role: '',
            prompt: '',
            estimateMs: undefined,
            priority: 'medium',
            dependsOn: [],
            owns: [],
            approval: 'plan',
            gates: [],
          },
        ],
        waves: [],
        rules: [],
        escalations: [],
      },
    });
  });

  it('reads every key', () => {
    expect(readPlan(COMPLETE, context)).toEqual({
      ok: true,
      value: {
        name: 'week-2',
        base: 'develop',
        worktrees: '../{repo}-{slug}',
        maxSessions: 4,
        layout: 'columns',
        agents: {
          claude: { args: ['--permission-mode', 'plan'] },
          script: { command: 'node', args: ['agent.mjs'], env: { MODE: 'fast' } },
        },
        gates: {
          unit: {
            name: 'unit',
            run: 'npm test',
            timeoutMs: 90_000,
            retries: 1,
            measure: undefined,
          },
          cover: {
            name: 'cover',
            run: 'npm run coverage',
            timeoutMs: 600_000,
            retries: undefined,
            measure: { pattern: 'All files[^|]*\\|\\s*([0-9.]+)', min: 60 },
          },
        },
        scratch: { setup: 'npm ci', timeoutMs: 300_000, copy: ['.env.test'] },
        workstreams: [
          {
            id: 'TD2',
            name: 'Config management',
            branch: 'workstream/config-management',
            agent: 'claude',
            command: undefined,
            role: 'python-pro',
            prompt: 'docs/prompts/TD2.md',
            estimateMs: 2 * 86_400_000,
            priority: 'critical',
            dependsOn: [],
            owns: ['src/config.py'],
            approval: 'plan',
            gates: ['unit'],
          },
          {
            id: 'TD1',
            name: 'Error handling',
            branch: 'errors',
            agent: undefined,
            command: undefined,
            role: '',
            prompt: '',
            estimateMs: 5_400_000,
            priority: 'medium',
            dependsOn: [{ id: 'TD2', soft: false }],
            owns: [],
            approval: 'auto',
            gates: [],
          },
          {
            id: 'TD4',
            name: 'TD4',
            branch: 'workstream/td4',
            agent: undefined,
            command: undefined,
            role: '',
            prompt: '',
            estimateMs: undefined,
            priority: 'low',
            dependsOn: [{ id: 'TD2', soft: true }],
            owns: [],
            approval: 'none',
            gates: [],
          },
        ],
        waves: [
          {
            id: 'wave1-config',
            members: [{ type: 'workstream', id: 'TD2' }],
            target: 'integration/wave1-config',
            from: 'develop',
            gates: [
              { name: 'unit', min: undefined },
              { name: 'cover', min: 85 },
            ],
            onRed: 'eject',
            approval: 'ask',
          },
          {
            id: 'final',
            members: [
              { type: 'wave', id: 'wave1-config' },
              { type: 'workstream', id: 'TD1' },
            ],
            target: 'main',
            from: 'integration/wave1-config',
            gates: [],
            onRed: 'ask',
            approval: 'auto',
          },
        ],
        rules: [
          {
            path: 'src/config.py',
            resolve: { type: 'owner', workstream: 'TD2' },
            consult: [],
          },
          { path: '*.log', resolve: { type: 'union' }, consult: [] },
          {
            path: 'package-lock.json',
            resolve: { type: 'driver', command: 'npx merge-lock %O %A %B' },
            consult: [],
          },
          { path: '*.ts', resolve: { type: 'mergiraf' }, consult: [] },
          { path: 'src/**', resolve: { type: 'manual' }, consult: ['TD1', 'TD2'] },
        ],
        escalations: [
          {
            workstream: 'TD2',
            when: { type: 'progressBelow', percent: 50 },
            afterMs: 86_400_000,
          },
          {
            workstream: undefined,
            when: { type: 'conflict' },
            afterMs: 7_200_000,
            notify: true,
          },
          {
            workstream: undefined,
            when: { type: 'overEstimate' },
            afterMs: 0,
            hold: true,
          },
        ],
        snapshotMs: 1_800_000,
      },
    });
  });

  it.each(['off', '0s'])('reads that no snapshots are wanted: %s', (never) => {
    const read = readPlan(
      `version: 1\nsnapshots: ${never}\nworkstreams: [{ id: A }]`,
      context,
    );
    expect(read).toMatchObject({ ok: true, value: { snapshotMs: 0 } });
  });

  it.each([
    ['{ cost: 5, then: notification }', { hold: false, notify: true }],
    ['{ cost: 5, then: hold }', { hold: true }],
    ['{ cost: 5, then: notification, hold: true }', { hold: true, notify: true }],
    ['{ cost: 5, then: notice }', { hold: false }],
  ])('reads what comes of a budget: %s', (text, then) => {
    const read = readPlan(
      `version: 1\nworkstreams: [{ id: A, budget: ${text} }]`,
      context,
    );
    const budget = { cost: 5, warn: 0.8, ...then };
    expect(read).toMatchObject({ ok: true, value: { workstreams: [{ budget }] } });
  });

  it('reads budgets, of the plan and of a workstream', () => {
    const text = `
version: 1
budget: { tokens: 2.5M, cost: 20 }
workstreams: [{ id: A, budget: { tokens: 900k, warn: 50%, hold: true } }, { id: B }]`;
    const read = readPlan(text, context);
    expect(read).toMatchObject({
      ok: true,
      value: {
        budget: { tokens: 2_500_000, cost: 20, warn: 0.8, hold: false },
        workstreams: [
          { budget: { tokens: 900_000, warn: 0.5, hold: true } },
          expect.not.objectContaining({ budget: expect.anything() }),
        ],
      },
    });
  });

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

  it.each([
    ['for all others', '', ['A', 'B']],
    ['for those that it names', ', dependsOn: [B]', ['B']],
  ])('has an integration verifier wait %s', (_whom, more, waits) => {
    const read = readPlan(
      `version: 1
workstreams:
  - { id: A }
  - { id: V, role: integration-verifier${more} }
  - { id: B }
`,
      context,
    );
    expect(read.ok && read.value.workstreams[1]?.dependsOn.map(({ id }) => id)).toEqual(
      waits,
    );
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

const COMPLETE = `
version: 1
name: week-2
base: develop
worktrees: ../{repo}-{slug}
maxSessions: 4
layout: columns
agents:
  claude: { args: [--permission-mode, plan] }
  script: { command: node, args: [agent.mjs], env: { MODE: fast } }
gates:
  unit:  { run: "npm test", timeout: 1m30s, retries: 1 }
  cover: { run: "npm run coverage", measure: { pattern: 'All files[^|]*\\|\\s*([0-9.]+)', min: 60 } }
scratch: { setup: npm ci, timeout: 5m, copy: [.env.test] }
workstreams:
  - id: TD2
    name: Config management
    agent: claude
    role: python-pro
    prompt: docs/prompts/TD2.md
    estimate: 2d
    priority: critical
    dependsOn: []
    owns: [src/config.py]
    approval: plan
    gates: [unit]
  - { id: TD1, name: Error handling, branch: errors, estimate: 1h30m, dependsOn: [TD2], approval: auto }
  - { id: TD4, priority: low, dependsOn: [{ id: TD2, soft: true }], approval: none }
waves:
  - id: wave1-config
    members: [TD2]
    gates: [unit, { name: cover, min: 85 }]
    onRed: eject
  - id: final
    members: [wave1-config, TD1]
    target: main
    from: integration/wave1-config
    approval: auto
rules:
  - { path: src/config.py, resolve: owner:TD2 }
  - { path: "*.log", resolve: union }
  - { path: package-lock.json, resolve: "driver: npx merge-lock %O %A %B" }
  - { path: "*.ts", resolve: mergiraf }
  - { path: "src/**", resolve: manual, consult: [TD1, TD2] }
escalations:
  - { workstream: TD2, when: progress < 50%, after: 1d }
  - { when: conflict, after: 2h, then: notification }
  - { when: over estimate, after: 0s, then: hold }
snapshots: 30m
`;
