/** What must hold between the parts of a plan. Each row: the plan, and what is said of it. */
import { expect, it } from 'vitest';
import { readPlan } from '../../src/formats/plan-file.js';
import { problemLine } from '../../src/formats/problem.js';

it.each([
  [
    'P1 an unknown dependency',
    [ws('TD1', 'dependsOn: [TD9]'), ws('AB')],
    'workstreams[0].dependsOn[0]: unknown workstream "TD9"; did you mean "TD1"? known: TD1, AB',
  ],
  [
    'P1 an unknown gate',
    [ws('TD1', 'gates: [unit]')],
    'workstreams[0].gates[0]: unknown gate "unit"; known: none',
  ],
  [
    'P1 an unknown member',
    [ws('TD1'), wave('w', 'members: [X]')],
    'waves[0].members[0]: unknown workstream or wave "X"; known: TD1, w',
  ],
  [
    'P1 an unknown owner',
    [ws('TD1'), 'rules: [{ path: a, resolve: owner:X }]'],
    'rules[0].resolve: unknown workstream "X"; known: TD1',
  ],
  [
    'paths of its own outside of it',
    [ws('TD1', 'owns: [src, ../secret]')],
    'workstreams[0].owns[1]: expected a pattern of paths inside the worktree, such as src/**, not "../secret"',
  ],
  [
    'a rule for a path outside',
    [ws('TD1'), 'rules: [{ path: a/../../b, resolve: union }]'],
    'rules[0].path: expected a pattern of paths inside the worktree, such as src/**, not "a/../../b"',
  ],
  [
    'a signal outside, behind a break of the line',
    [ws('TD1', String.raw`signal: "a\n/../../b"`)],
    'workstreams[0].signal: expected a path inside the worktree, such as docs/spec.md, not "a\u{fffd}/../../b"',
  ],
  [
    'P2 an id twice',
    [ws('TD1'), ws('TD1', 'branch: b')],
    'workstreams[1].id: "TD1" is already the id of a workstream',
  ],
  [
    'P2 a wave with the id of a workstream',
    [ws('A'), wave('A', 'members: [A]')],
    'waves[0].id: "A" is already the id of a workstream',
  ],
  [
    'P3 a cycle',
    [ws('TD1', 'dependsOn: [TD2]'), ws('TD2', 'dependsOn: [TD1]')],
    'workstreams[0].dependsOn: these wait for each other: TD1 -> TD2 -> TD1',
  ],
  [
    'P3 a workstream that waits for itself',
    [ws('A', 'dependsOn: [A]')],
    'workstreams[0].dependsOn[0]: a workstream cannot wait for itself',
  ],
  [
    'P4 a wave before what its member depends on',
    [
      ws('A'),
      ws('B', 'dependsOn: [A]'),
      wave('first', 'members: [B]'),
      wave('second', 'members: [A]'),
    ],
    'waves[0].members[0]: "B": it depends on "A", which lands later, in "second"',
  ],
  [
    'P4 a member before the one it depends on',
    [ws('A'), ws('B', 'dependsOn: [A]'), wave('first', 'members: [B, A]')],
    'waves[0].members[0]: "B": name "A" before it, on which it depends',
  ],
  [
    'P4 a wait that closes by way of waves',
    [
      ws('A', 'dependsOn: [B]'),
      ws('B', 'dependsOn: [C]'),
      ws('C'),
      wave('one', 'members: [A], target: t'),
      wave('two', 'members: [C], target: t'),
    ],
    'waves[1]: these wait for each other: A -> B -> two -> one -> A',
  ],
  [
    'P5 a later wave as a member',
    [ws('A'), wave('one', 'members: [two]'), wave('two', 'members: [A]')],
    'waves[0].members[0]: "two" must be an earlier wave',
  ],
  [
    'P5 a workstream in two waves',
    [ws('A'), wave('one', 'members: [A]'), wave('two', 'members: [A]')],
    'waves[1].members[0]: "A" is already a member of "one"',
  ],
  [
    'P6 two workstreams on one branch',
    [ws('A', 'branch: work'), ws('B', 'branch: work')],
    'workstreams[1].branch: branch "work" is already used by "A"',
  ],
  [
    'P6 a workstream on the base',
    [ws('A', 'branch: main')],
    'workstreams[0].branch: branch "main" is already used by "base"',
  ],
  [
    'P6 a name that git refuses',
    [ws('A', 'branch: "--upload-pack=x"')],
    'workstreams[0].branch: "--upload-pack=x" cannot be a branch: it begins with "-"',
  ],
  [
    'P6 a branch in another',
    [ws('A', 'branch: work'), ws('B', 'branch: work/b')],
    'workstreams[1].branch: "work/b" cannot be a branch: git cannot have it beside the branch "work"',
  ],
  [
    'P7 worktrees outside',
    [ws('A'), 'worktrees: ../../{id}'],
    'worktrees: "../../{id}" leads out of the folder that holds the repository',
  ],
  [
    'P7 worktrees anywhere on the disk',
    [ws('A'), 'worktrees: /tmp/{id}'],
    'worktrees: "/tmp/{id}" must be relative to the repository',
  ],
  [
    'P7 worktrees by a detour',
    [ws('A'), 'worktrees: a/../../../{id}'],
    'worktrees: "a/../../../{id}" leads out of the folder that holds the repository',
  ],
  [
    'P7 worktrees in the git folder',
    [ws('A'), 'worktrees: ./.git/{id}'],
    'worktrees: "./.git/{id}" lies in the git folder',
  ],
  [
    'P7 one worktree for two',
    [ws('A'), ws('B'), 'worktrees: ../work'],
    'workstreams[1].id: "B" would get the same worktree as "A"; use {id} in worktrees',
  ],
  [
    'P7 a placeholder of no meaning',
    [ws('A'), 'worktrees: "../{home}"'],
    'worktrees: unknown "{home}"; known: {repo}, {id}, {slug}',
  ],
  [
    'P8 a measure without a group',
    [ws('A'), 'gates: { g: { run: x, measure: { pattern: "9", min: 1 } } }'],
    'gates.g.measure.pattern: expected a group, such as "([0-9.]+)", around the number',
  ],
  [
    'P8 a measure that is no pattern',
    [ws('A'), 'gates: { g: { run: x, measure: { pattern: "(", min: 1 } } }'],
    'gates.g.measure.pattern: expected a regular expression of JavaScript, which this is not',
  ],
  [
    'P8 a threshold of what is not measured',
    [
      ws('A'),
      'gates: { g: { run: x } }',
      'waves: [{ id: W, members: [A], gates: [{ name: g, min: 85 }] }]',
    ],
    'waves[0].gates[0].min: the gate "g" measures nothing; give it a measure',
  ],
  [
    'P9 what is copied for gates lies in the repository',
    [ws('A'), 'scratch: { copy: [../secrets] }'],
    'scratch.copy[0]: expected a relative path inside of the repository and outside of .git',
  ],
])('%s', (_rule, parts, message) => {
  expect(problems(parts)).toEqual([message]);
});

it('takes waves that share a target, in their order', () => {
  const parts = [
    ws('A'),
    ws('B', 'dependsOn: [A]'),
    wave('one', 'members: [A], target: next'),
    wave('two', 'members: [B], target: next'),
    wave('end', 'members: [two], target: main'),
  ];
  expect(problems(parts)).toEqual([]);
});

type Part = { readonly list: string; readonly text: string } | string;

function ws(id: string, more = ''): Part {
  return { list: 'workstreams', text: `{ id: ${id}, ${more} }` };
}

function wave(id: string, more: string): Part {
  return { list: 'waves', text: `{ id: ${id}, ${more} }` };
}

/** Messages without file and line. */
function problems(parts: readonly Part[]): readonly string[] {
  const list = (name: string) =>
    parts.flatMap((part) =>
      typeof part !== 'string' && part.list === name ? [`  - ${part.text}`] : [],
    );
  const waves = list('waves');
  const text = [
    'version: 1',
    ...parts.filter((part) => typeof part === 'string'),
    'workstreams:',
    ...list('workstreams'),
    ...(waves.length === 0 ? [] : ['waves:', ...waves]),
  ].join('\n');
  const read = readPlan(text, { file: 'f', defaultBase: 'main' });
  return read.ok
    ? []
    : read.failure.map((problem) => problemLine(problem).replace(/^f:\d+:\d+: /, ''));
}
