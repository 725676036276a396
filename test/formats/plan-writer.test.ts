import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readPlan } from '../../src/formats/plan-file.js';
import { planSchema } from '../../src/formats/plan-schema.js';
import { writePlan } from '../../src/formats/plan-writer.js';

const examples = join(import.meta.dirname, '../../examples');
const context = { file: 'wtmux.yaml', defaultBase: 'main' };

it('writes what is short on one line and a prompt of lines in a block', () => {
  const text = writePlan(
    {
      version: 1,
      gates: { unit: { run: 'npm test', timeout: '10m' } },
      workstreams: [
        { id: 'A', prompt: 'One: first.\nTwo.\n', owns: ['src/**'] },
        { id: 'B', dependsOn: ['A', { id: 'C', soft: true }] },
      ],
    },
    'A plan.\nFor two.',
  );
  expect(text).toBe(`# A plan.
# For two.

version: 1
gates:
  unit: { run: npm test, timeout: 10m }
workstreams:
  - id: A
    prompt: |
      One: first.
      Two.
    owns: [ src/** ]
  - id: B
    dependsOn:
      - A
      - { id: C, soft: true }
`);
});

it('writes a list that stands in two places twice', () => {
  const gates = ['unit'];
  const waves = [
    { id: 'first', members: ['A'], gates },
    { id: 'second', members: ['first'], gates },
  ];
  const text = writePlan({ version: 1, workstreams: [{ id: 'A' }], waves }, 'A plan.');
  expect(text).toBe(`# A plan.

version: 1
workstreams:
  - { id: A }
waves:
  - id: first
    members: [ A ]
    gates: [ unit ]
  - id: second
    members: [ first ]
    gates: [ unit ]
`);
});

it.each(readdirSync(examples))('examples/%s is the same after writing it', (file) => {
  const text = readFileSync(join(examples, file), 'utf8');
  const written = writePlan(planSchema.parse(parse(text)), 'again');
  expect(readPlan(written, context)).toEqual(readPlan(text, context));
});
