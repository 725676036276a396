import { describe, expect, it } from 'vitest';
import { readPlan } from '../../src/formats/plan-file.js';

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
});

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
