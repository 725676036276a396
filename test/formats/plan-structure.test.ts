/** What phases and groups make of the dependencies of a plan. */
import { describe, expect, it } from 'vitest';
import { dependencyText } from '../../src/domain/plan.js';
import { readPlan } from '../../src/formats/plan-file.js';
import { problemLine } from '../../src/formats/problem.js';

const context = { file: 'wtmux.yaml', defaultBase: 'main' };

/** `B < A; C < A (B)`; those that wait for nothing are left out. */
function waits(text: string): string {
  const read = readPlan(`version: 1\n${text}`, context);
  if (!read.ok) throw new Error(read.failure.map(problemLine).join('\n'));
  return read.value.workstreams
    .filter(({ dependsOn }) => dependsOn.length > 0)
    .map(({ id, dependsOn }) => {
      const names = dependsOn.map(dependencyText);
      return `${id} < ${names.join(' ')}`;
    })
    .join('; ');
}

function list(...workstreams: readonly string[]): string {
  return `workstreams: [${workstreams.map((one) => `{ id: ${one} }`).join(', ')}]\n`;
}

const four = list('A', 'B', 'C', 'D');

describe('phases', () => {
  it.each([
    [
      'P1 begin when all of the one before is done',
      `${four}phases: [{ id: one, members: [A, B] }, { id: two, members: [C, D] }]`,
      'C < A B; D < A B',
    ],
    [
      'P2 let one follow the other where they are sequential',
      `${four}phases: [{ id: one, members: [A, B], order: sequential }, { id: two, members: [D, C], order: sequential }]`,
      'B < A; C < D; D < B',
    ],
    [
      'P3 leave to itself who says what it depends on',
      `${list('A', 'B', 'C, dependsOn: [B]', 'D, dependsOn: []')}phases: [{ id: one, members: [A, B] }, { id: two, members: [C, D] }]`,
      'C < B',
    ],
    [
      'P4 are wired at their ends only',
      `${list('A', 'B, dependsOn: [A]', 'C', 'D, dependsOn: [C]')}phases: [{ id: one, members: [A, B] }, { id: two, members: [C, D] }]`,
      'B < A; C < B; D < C',
    ],
    [
      'P5 keep soft dependencies beside them',
      `${list('A', 'B, dependsOn: [{ id: A, soft: true }]', 'C')}phases: [{ id: one, members: [A, B], order: sequential }, { id: two, members: [C] }]`,
      'B < A; C < B',
    ],
    ['P6 leave alone who is in none', `${four}phases: [{ id: one, members: [A] }]`, ''],
  ])('%s', (_rule, text, expected) => {
    expect(waits(text)).toBe(expected);
  });
});

describe('groups', () => {
  const api = list('A', 'B, group: api', 'C, group: api, dependsOn: [B]', 'D');

  it.each([
    [
      'G1 are waited for as one',
      `${list('B, group: api', 'C, group: api', 'D, dependsOn: [api]')}groups: [{ id: api }]`,
      'D < B C',
    ],
    ['G2 wait as one', `${api}groups: [{ id: api, dependsOn: [A] }]`, 'B < A; C < B'],
    [
      'G3 have phases of their own',
      `${list('A', 'B, group: api', 'C, group: api')}groups: [{ id: api, dependsOn: [A], phases: [{ id: one, members: [C] }, { id: two, members: [B] }] }]`,
      'B < C; C < A',
    ],
    [
      'G4 are members of phases and waves',
      `${api}groups: [{ id: api }]\nphases: [{ id: one, members: [A] }, { id: two, members: [api] }, { id: three, members: [D] }]\nwaves: [{ id: w, members: [A, api, D] }]`,
      'B < A; C < B; D < C',
    ],
    [
      'G5 wait for each other',
      `${list('B, group: api', 'C, group: ui')}groups: [{ id: api }, { id: ui, dependsOn: [api] }]`,
      'C < B',
    ],
    [
      'G6 may be soft dependencies',
      `${list('B, group: api', 'D, dependsOn: [{ id: api, soft: true }]')}groups: [{ id: api }]`,
      'D < (B)',
    ],
    [
      'G6 may be enough by their signals, unless they are to land, too',
      `${list('B, group: api', 'C, group: api', 'D, dependsOn: [{ id: api, after: signal }, { id: C, after: landing }]')}groups: [{ id: api }]`,
      'D < B (signal) C',
    ],
    [
      'G7 stand in each other',
      `${list('A', 'B, group: api', 'C, group: all', 'D, dependsOn: [all]')}groups: [{ id: all, dependsOn: [A], phases: [{ id: one, members: [C] }, { id: two, members: [api] }] }, { id: api, group: all }]`,
      'B < C; C < A; D < B',
    ],
  ])('%s', (_rule, text, expected) => {
    expect(waits(text)).toBe(expected);
  });

  it('are kept with their members, as are phases', () => {
    const read = readPlan(
      `version: 1\n${api}groups: [{ id: api, name: The API }]\nphases: [{ id: one, members: [A, api] }]\nwaves: [{ id: w, members: [A, api] }]`,
      context,
    );
    expect(read).toMatchObject({
      value: {
        groups: [{ id: 'api', name: 'The API', members: ['B', 'C'] }],
        phases: [{ id: 'one', name: 'one', members: ['A', 'B', 'C'], order: 'parallel' }],
        waves: [{ members: [{ id: 'A' }, { id: 'B' }, { id: 'C' }] }],
      },
    });
  });
});

it.each([
  [
    'an unknown group',
    `${list('A, group: ap')}groups: [{ id: api }]`,
    [
      '2:31: workstreams[0].group: unknown group "ap"; did you mean "api"? known: api',
      '3:10: groups[0]: no workstream says group: "api"',
    ],
  ],
  [
    'a group that is a workstream',
    `${list('A, group: A')}groups: [{ id: A }]`,
    ['3:16: groups[0].id: "A" is already an id'],
  ],
  [
    'a group that waits for itself',
    `${list('A, group: g')}groups: [{ id: g, dependsOn: [A, g, x] }]`,
    [
      '3:31: groups[0].dependsOn[0]: a group cannot wait for itself',
      '3:34: groups[0].dependsOn[1]: a group cannot wait for itself',
      '3:37: groups[0].dependsOn[2]: unknown workstream or group "x"; known: A, g',
    ],
  ],
  [
    'groups that stand in themselves, and in none that is',
    `${list('A, group: g', 'B, group: i')}groups: [{ id: g, group: h }, { id: h, group: g }, { id: i, group: x }]`,
    [
      '3:26: groups[0].group: a group cannot stand in itself',
      '3:47: groups[1].group: a group cannot stand in itself',
      '3:68: groups[2].group: unknown group "x"; known: g, h, i',
    ],
  ],
  [
    'a member of two phases',
    `${list('A')}phases: [{ id: p, members: [A] }, { id: p, members: [A, B] }]`,
    [
      '3:41: phases[1].id: "p" is already a phase',
      '3:54: phases[1].members[0]: "A" is already in phase "p"',
      '3:57: phases[1].members[1]: unknown workstream or group "B"; known: A',
    ],
  ],
  [
    'phases that go against what is said',
    `${list('A, dependsOn: [B]', 'B')}phases: [{ id: p, members: [A, B], order: sequential }]`,
    ['2:35: workstreams[0].dependsOn: these wait for each other: A -> B -> A'],
  ],
])('refuses %s', (_what, text, lines) => {
  const read = readPlan(`version: 1\n${text}`, context);
  expect(read.ok ? [] : read.failure.map(problemLine)).toEqual(
    lines.map((line) => `wtmux.yaml:${line}`),
  );
});

it('refuses phases of which every workstream would wait for hundreds', () => {
  const names = Array.from({ length: 800 }, (_, at) => `w${at}`);
  const phase = (id: string, from: number) =>
    `{ id: ${id}, members: [${names.slice(from, from + 400).join(', ')}] }`;
  const read = readPlan(
    `version: 1\n${list(...names)}phases: [${phase('a', 0)}, ${phase('b', 400)}]`,
    context,
  );
  expect(read).toMatchObject({ failure: [{ path: 'phases[1]' }] });
});
