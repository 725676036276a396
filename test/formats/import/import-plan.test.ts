import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importPlan } from '../../../src/formats/import/import-plan.js';
import { problemLine } from '../../../src/formats/problem.js';
import { random } from '../../helpers/random.js';

const fixtures = join(import.meta.dirname, '../../fixtures/import');
const documents = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.(?:md|json)$/.test(name),
);
const textOf = (name: string) => readFileSync(join(fixtures, name), 'utf8');

describe('importPlan', () => {
  it.each(documents)('%s becomes the plan in the file beside it', async (name) => {
    await expect(pictureOf(textOf(name), name)).toMatchFileSnapshot(
      join(fixtures, `${name}.plan`),
    );
  });

  it.each(['windows-1252', 'macintosh'])(
    'reads a document whose UTF-8 was read as %s',
    (encoding) => {
      const right = textOf('SESSION_LOG.md');
      const garbled = new TextDecoder(encoding).decode(Buffer.from(right));
      expect(garbled).not.toBe(right);
      const wrong = importPlan(garbled, { file: 'x.md', base: 'main' });
      expect(wrong).toEqual({
        ok: true,
        value: { ...valueOf(right), repaired: 14 },
      });
    },
  );

  it.each([
    [
      'a dependency on nobody, with its line',
      '| ID | Name | Dependencies |\n|---|---|---|\n| A1 | One | B7 |\n',
      'x.md:3:1: A1 depends on "B7", which is no workstream here',
    ],
    [
      'an id twice in a table, with its second line',
      '| ID | Name | Agent |\n|---|---|---|\n| A1 | One | x |\n| A1 | Two | y |\n',
      'x.md:4:1: "A1" is already the id of the workstream of line 3',
    ],
    [
      'paths of a domain that lead out of the worktree',
      '{ "domains": { "api": ["../../etc/passwd"] } }',
      'x.md:1:1: workstreams[0].owns[0]: expected a pattern of paths inside the worktree',
    ],
    [
      'a circle, at the first that stands in it',
      '# P\n| ID | Name | Dependencies |\n|---|---|---|\n| A1 | One | B1 |\n| B1 | Two | A1 |\n',
      'x.md:4:1: workstreams[0].dependsOn: these wait for each other: A1 -> B1 -> A1',
    ],
    [
      'a document without a plan',
      '# Dear diary\n\nIt rained.\n',
      'x.md:1:1: no plan was found in it; known are ',
    ],
    [
      'times of other things than domains',
      '# Dear diary\n\n- Breakfast: 30 min\n- Lunch: 45 min\n',
      'x.md:1:1: no plan was found in it; known are ',
    ],
    ['JSON of another kind', '{ "name": "x" }', 'x.md:1:1: no plan was found in it; '],
    ['junk', '\u0000\u0001\u0002\u{fffd}', 'x.md:1:1: no plan was found in it; '],
    [
      'JSON cut in the middle',
      textOf('profile.json').slice(0, 700),
      'x.md:16:8: no whole JSON: Missing closing "quote',
    ],
    [
      'names that are one in JSON',
      '{ "domains": { "api": ["a"], "API": ["b"] } }',
      'x.md:1:1: workstreams[1].id: "api" is already the id of a workstream',
    ],
  ])('refuses %s', (_what, text, message) => {
    const read = importPlan(text, { file: 'x.md', base: 'main' });
    const lines = read.ok ? [] : read.failure.map(problemLine);
    expect(lines[0]?.slice(0, message.length)).toBe(message);
  });

  it('takes a table of workstreams that wait for nothing for a plan', () => {
    const text = '| ID | Name | Dependencies |\n|---|---|---|\n| A1 | One | None |\n';
    const read = importPlan(text, { file: 'x.md', base: 'main' });
    expect(read).toMatchObject({ ok: true, value: { form: 'execution plan' } });
  });

  it.each(documents)('reads %s the same with a mark and line ends of Windows', (name) => {
    const text = textOf(name);
    const read = valueOf(`\u{feff}${text.replaceAll('\n', '\r\n')}`);
    expect(read).toEqual(valueOf(text));
  });

  it.each([
    ['a domain', 'Domains: 30 min\nBackend: 20 min\n', 'domains-wave'],
    [
      'a task',
      '{"workflow_id":"shop","parallel_tasks":[{"task_id":"shop"}]}',
      'shop-wave',
    ],
    [
      'a domain of JSON',
      '{"epic_id":"api","domains":{"api":["a"],"ui":["b"]}}',
      'api-wave',
    ],
  ])('leaves the usual id of a wave to %s that has it', (_what, text, id) => {
    expect(valueOf(text)).toMatchObject({ plan: { waves: [{ id }] } });
  });

  it('has a verifier among the parallel tasks verify the others', () => {
    const tasks = [{ task_id: 'integration-verifier', scope: 'See' }, { task_id: 'a' }];
    const context = { parallel_tasks: tasks, integration_requirements: ['It runs'] };
    expect(valueOf(JSON.stringify(context))).toMatchObject({
      plan: {
        workstreams: [
          { id: 'a' },
          { id: 'integration-verifier', prompt: 'See', dependsOn: [{ id: 'a' }] },
        ],
      },
    });
  });

  it('takes the files and the order of domains from wherever an analysis has them', () => {
    const analysis = {
      domains: { ui: ['a'], db: ['b', 'c'] },
      parallel_plan: { db: { files: ['b', 'd'] } },
      merge_order: ['ui', 'db'],
    };
    expect(valueOf(JSON.stringify(analysis))).toMatchObject({
      unread: [],
      plan: {
        workstreams: [
          { id: 'ui', owns: ['a'] },
          { id: 'db', owns: ['b', 'd', 'c'] },
        ],
      },
    });
  });

  it('finds the members of a wave in brackets, too', () => {
    const table =
      '| ID | Name | Needs |\n|---|---|---|\n| A1 | Arch | – |\n| B1 | Beam | – |\n';
    expect(valueOf(`${table}\n## Wave 1 (A1 + B1)\n`)).toMatchObject({
      plan: { waves: [{ id: 'wave1', members: [{ id: 'A1' }, { id: 'B1' }] }] },
    });
  });

  it('takes numbers for ids where a table says that they are of workstreams', () => {
    const rows = '|---|---|---|\n| 1 | Cart | – |\n| 2 | Pay | #1 |\n';
    const read = (title: string) => valueOf(`| # | ${title} | Depends on |\n${rows}`);
    expect(read('Workstream')).toMatchObject({
      plan: {
        workstreams: [{ id: 'WS-1' }, { id: 'WS-2', dependsOn: [{ id: 'WS-1' }] }],
      },
    });
    expect(read('Name')).toEqual({});
  });

  it('takes no table of risks for one of workstreams', () => {
    const text =
      '| ID | Risk | Owner | Priority |\n|---|---|---|---|\n| R1 | Fire | me | P1 |\n';
    expect(valueOf(text)).toEqual({});
  });

  it('tells of another name of a workstream', () => {
    const text =
      '## Phase 1: First\n- WS-1: One\n## Phase 2: Then\n- WS-2: Two\n- WS-1: Other\n';
    const read = importPlan(text, { file: 'x.md', base: 'main' });
    const told = read.ok ? read.value.unread : [];
    expect(told).toEqual([
      { line: 5, text: 'WS-1 is called "One" already, not "Other"' },
    ]);
  });

  it('never throws, wherever a document is cut or mixed with another', () => {
    const rng = random(11);
    const some = () => textOf(documents[rng.between(0, documents.length - 1)] ?? '');
    for (let round = 0; round < 100; round += 1) {
      const [one, other] = [some(), some()];
      const text =
        one.slice(rng.between(0, one.length), rng.between(0, one.length) + 400) +
        other.slice(rng.between(0, other.length));
      expect(importPlan(text, { file: 'x.md', base: 'main' })).toHaveProperty('ok');
    }
  });
});

function valueOf(text: string) {
  const read = importPlan(text, { file: 'x.md', base: 'main' });
  return read.ok ? read.value : {};
}

function pictureOf(text: string, file: string): string {
  const read = importPlan(text, { file, base: 'main' });
  if (!read.ok) return read.failure.map(problemLine).join('\n');
  const { form, text: plan, assumed, unread } = read.value;
  const lines = (title: string, remarks: typeof assumed) => [
    `--- ${title}`,
    ...remarks.map(({ line, last, text }) => `${line}${last ? `-${last}` : ''}: ${text}`),
  ];
  return [
    form,
    '',
    plan,
    ...lines('assumed', assumed),
    ...lines('not understood', unread),
    '',
  ].join('\n');
}
