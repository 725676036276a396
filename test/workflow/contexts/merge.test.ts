import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../../src/domain/ids.js';
import type { Interface, WorkContext } from '../../../src/domain/work-context.js';
import { mergedContext } from '../../../src/workflow/contexts/merge.js';
import { PlanMachine } from '../../../src/workflow/plan-machine.js';
import { fact } from '../a-fact.js';
import { plan, ws } from '../a-plan.js';

/** The contexts of A, B, ... as one; one that is undefined has not told yet. */
function merged(...contexts: readonly (Partial<WorkContext> | undefined)[]) {
  const names = contexts.map((_, at) => 'ABC'.charAt(at));
  const machine = new PlanMachine();
  const workstreams = [
    ...names.map((id) => ws(id)),
    ws('V', { role: 'integration-verifier' }),
  ];
  machine.apply({ at: 0, type: 'planTaken', plan: plan(workstreams), made: [] });
  for (const [at, told] of contexts.entries()) {
    if (!told) continue;
    const workstream = workstreamId(names[at] ?? '');
    machine.apply({
      at: 1,
      type: 'contextTold',
      workstream,
      context: { ...silent, ...told },
    });
  }
  return mergedContext(machine.state);
}

const silent: WorkContext = {
  file: '',
  task: '',
  workflow: '',
  summary: '',
  filesModified: [],
  decisions: [],
  pendingActions: [],
  errors: [],
  expects: [],
  provides: [],
  writtenAt: 0,
};

describe('the contexts of a plan', () => {
  it('are merged by the rules of the seed', () => {
    const one = {
      summary: 'Views',
      filesModified: ['a.ts', 'b.ts'],
      decisions: ['Zod'],
      pendingActions: ['Run all tests', 'Deploy'],
      errors: ['flaky'],
    };
    const other = {
      filesModified: ['c.ts'],
      decisions: ['Zod', 'JWT'],
      pendingActions: ['Run  all tests'],
      errors: ['flaky'],
    };
    const [a, b] = [workstreamId('A'), workstreamId('B')];
    expect(merged(one, other)).toEqual({
      parts: [
        { workstream: a, summary: 'Views', files: 2 },
        { workstream: b, summary: '', files: 1 },
      ],
      missing: [],
      filesModified: ['a.ts', 'b.ts', 'c.ts'],
      decisions: ['Zod', 'Zod', 'JWT'],
      pendingActions: ['Run all tests', 'Deploy'],
      errors: [
        { workstream: a, text: 'flaky' },
        { workstream: b, text: 'flaky' },
      ],
      concerns: [],
    });
  });

  it('tell of a file that two have changed', () => {
    const { concerns } = merged(
      { filesModified: ['x', 'x', 'y'] },
      { filesModified: ['x'] },
    );
    expect(concerns).toMatchObject([
      { subject: 'x', kind: 'file', status: 'shared', text: 'changed by A and B' },
    ]);
  });
});

describe('an interface that one expects and another provides', () => {
  it.each([
    [
      'fits where only the names of parameters differ',
      get('GET /a/:id'),
      get('get /a/{user_id}/'),
      'aligned',
      '',
    ],
    [
      'of another method is another',
      get('GET /a'),
      get('PUT /a'),
      'missing',
      'nobody provides it',
    ],
    [
      'lacks a field',
      get('GET /a', { response: fields('id bio?') }),
      get('GET /a', { response: fields('id extra') }),
      'differs',
      'the answer has no bio',
    ],
    [
      'may lack a field that is counted on',
      get('GET /a', { response: fields('id bio') }),
      get('GET /a', { response: fields('id bio?') }),
      'differs',
      'the answer may lack bio',
    ],
    [
      'needs and takes other fields',
      get('PUT /a', { request: fields('name bio?') }),
      get('PUT /a', { request: fields('name email') }),
      'differs',
      'the request needs email; the request takes no bio',
    ],
    [
      'has other error codes',
      get('GET /a', { errors: [401, 404] }),
      get('GET /a', { errors: [404, 413] }),
      'differs',
      'it never fails with 401; it also fails with 413',
    ],
    [
      'fits as far as both tell',
      get('GET /a', { response: fields('id'), errors: [404] }),
      get('GET /a'),
      'aligned',
      '',
    ],
  ] as const)('%s', (_rule, expected, provided, status, text) => {
    const { concerns } = merged({ expects: [expected] }, { provides: [provided] });
    expect(concerns).toMatchObject([{ status, text, between: ['A'] }]);
  });

  it('is missing when whoever has told nothing is done', () => {
    const machine = new PlanMachine();
    const [A, B] = ['A', 'B'].map(workstreamId);
    if (!A || !B) throw new Error('no workstreams');
    const taken = plan([ws('A'), ws('B')]);
    const context = { ...silent, expects: [get('GET /a')] };
    machine.apply({ at: 0, type: 'planTaken', plan: taken, made: [] });
    machine.apply({ at: 1, type: 'contextTold', workstream: A, context });
    for (const word of ['B runs', 'B completes']) machine.apply({ at: 2, ...fact(word) });
    expect(mergedContext(machine.state)).toMatchObject({
      missing: ['B'],
      concerns: [
        {
          status: 'missing',
          text: 'nobody who told of his work provides it; B told nothing',
        },
      ],
    });
  });

  it('is not missing as long as somebody has not told', () => {
    const { concerns, missing } = merged({ expects: [get('GET /a')] }, undefined);
    expect(concerns).toMatchObject([{ status: 'pending' }]);
    expect(missing).toEqual(['B']);
  });
});

function get(name: string, more: Partial<Interface> = {}): Interface {
  return { name, request: null, response: null, errors: null, ...more };
}

/** `id bio?`. */
function fields(list: string) {
  return list.split(' ').map((name) => ({
    name: name.replace('?', ''),
    optional: name.endsWith('?'),
  }));
}
