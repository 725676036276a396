import { expect, it } from 'vitest';
import { workstreamId } from '../../../src/domain/ids.js';
import { PlanMachine } from '../../../src/workflow/plan-machine.js';
import { measuresOf } from '../../../src/workflow/report/measures.js';
import { fact } from '../a-fact.js';
import { plan, ws } from '../a-plan.js';

it.each([
  ['cover', 'npm test', '([0-9.]+)', true],
  ['unit', 'pytest --cov=src', 'TOTAL.* (\\d+)%', true],
  ['lines', 'npm test', 'coverage: (\\d+)', true],
  ['unit-tests', 'npm test', '(\\d+) passed', false],
  ['recovery', './drill', '(\\d+) recovered', false],
])(
  'of the gate %s (%s, %s) that it measures coverage is %s',
  (name, run, pattern, is) => {
    const gate = { name, run, timeoutMs: 1, retries: 0, measure: { pattern, min: 1 } };
    const taken = { ...plan([ws('A', { gates: [name] })]), gates: { [name]: gate } };
    const machine = new PlanMachine();
    machine.apply({ at: 0, type: 'planTaken', plan: taken, made: [] });
    machine.apply({ at: 1000, ...fact('A runs') });
    machine.apply({ at: 2000, ...fact('A completes') });
    machine.apply({
      at: 3000,
      type: 'checked',
      workstream: workstreamId('A'),
      round: 2000,
      ms: 1,
      gates: [{ name, state: 'passed', ms: 1, why: null, log: null, measured: 12 }],
      verdict: { type: 'green' },
    });
    expect(measuresOf(machine)).toMatchObject([
      { gate: name, value: 12, isCoverage: is },
    ]);
  },
);
