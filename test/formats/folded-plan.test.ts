import { expect, it } from 'vitest';
import { foldedPlan } from '../../src/formats/folded-plan.js';
import { graphText } from '../../src/formats/graph-text.js';
import { readPlan } from '../../src/formats/plan-file.js';

/** Ten of `api`, one after the other, between `schema` and `ui`. */
function aPlan(more: string) {
  const members = Array.from({ length: 10 }, (_, at) => {
    const after = at === 0 ? '' : `, dependsOn: [a${at - 1}]`;
    return `  - { id: a${at}, group: api${after} }`;
  });
  const text = `version: 1
workstreams:
  - { id: schema }
${members.join('\n')}
  - { id: ui, dependsOn: [api] }
groups: [{ id: api, name: The API, dependsOn: [schema] }]
waves: [{ id: all, members: [schema, api, ui] }]
${more}`;
  const read = readPlan(text, { file: 'wtmux.yaml', defaultBase: 'main' });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}

it('shows a group as one workstream', () => {
  expect(`\n${graphText(foldedPlan(aPlan('')))}`).toBe(`
schema
└─ api The API (10 workstreams)
   └─ ui

all: schema + api + ui -> integration/all`);
});

it('leaves a plan as it is where groups wait for each other', () => {
  const plan = aPlan('');
  const [schema, first] = plan.workstreams;
  if (!schema || !first) throw new Error('no workstreams');
  const round = { ...schema, dependsOn: [{ id: first.id, soft: false }] };
  const turned = { ...plan, workstreams: plan.workstreams.with(0, round) };
  expect(foldedPlan(turned)).toBe(turned);
});

it('leaves out phases inside of a group', () => {
  const phases =
    'phases: [{ id: one, members: [schema] }, { id: two, members: [a0, a1] }, { id: three, members: [ui] }]';
  expect(foldedPlan(aPlan(phases)).phases).toMatchObject([
    { id: 'one', members: ['schema'] },
    { id: 'three', members: ['ui'] },
  ]);
});

it('leaves a small plan as it is', () => {
  const plan = aPlan('');
  const small = { ...plan, workstreams: plan.workstreams.slice(0, 10) };
  expect(foldedPlan(small)).toBe(small);
});
