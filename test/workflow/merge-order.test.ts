import { describe, expect, it } from 'vitest';
import { waveId, workstreamId } from '../../src/domain/ids.js';
import type { Plan, Wave, Workstream } from '../../src/domain/plan.js';
import { chainOf, gatesOf, neededBy } from '../../src/workflow/merge-order.js';
import { byHand } from '../../src/workflow/order-by-hand.js';

const plan = aPlan(
  { A: ['C'], B: [], C: [], D: ['A'], E: ['B', 'D'] },
  { one: ['A', 'B', 'C'], two: ['D', 'wave one'], three: ['E', 'wave two'] },
);

describe('chainOf', () => {
  it.each([
    ['a dependency comes before what needs it, the rest as listed', 'one', 'B C A'],
    ['an earlier wave comes before what needs one of it', 'two', 'one D'],
    ['also one that it holds through another wave', 'three', 'two E'],
    ['a wave that the plan does not have is empty', 'four', ''],
  ])('%s', (_rule, wave, order) => {
    const chain = chainOf(plan, waveId(wave));
    expect(chain.map(({ id }) => id).join(' ')).toBe(order);
  });

  it('says which workstreams a member brings', () => {
    const [two] = chainOf(plan, waveId('three'));
    expect(two).toEqual({
      type: 'wave',
      id: 'two',
      branch: 'target/two',
      holds: ['D', 'A', 'B', 'C'],
      needs: [],
    });
  });
});

describe('byHand', () => {
  const four = aPlan(
    { A: [], B: ['A'], C: ['~A'], D: [], E: ['D'] },
    { one: ['A', 'B', 'C', 'D'], two: ['E', 'wave one'] },
  );

  it.each([
    ['one', 'D A C B', 'D A C B'],
    ['one', 'D B A C', 'B depends on A and cannot come before it'],
    ['one', 'C A B D', 'C depends on A and cannot come before it'],
    ['one', 'A B C', 'an order names each member once; these are: A, B, C, D'],
    ['one', 'A B C C', 'an order names each member once; these are: A, B, C, D'],
    ['one', 'A B C D D', 'an order names each member once; these are: A, B, C, D'],
    ['one', 'A B C X', 'an order names each member once; these are: A, B, C, D'],
    ['two', 'E one', 'E depends on one and cannot come before it'],
  ])('%s as %s: %s', (wave, order, result) => {
    const made = byHand(four, chainOf(four, waveId(wave)), order.split(' '));
    expect(made.ok ? made.value.map(({ id }) => id).join(' ') : made.failure).toBe(
      result,
    );
  });
});

it('chainOf says which members need which, also through an earlier wave', () => {
  const needs = ['one', 'two', 'three'].flatMap((wave) =>
    chainOf(plan, waveId(wave)).flatMap((member) =>
      member.needs.map((id) => `${member.id} needs ${id}`),
    ),
  );
  expect(needs).toEqual(['A needs C', 'D needs one', 'E needs two']);
});

it('neededBy names hard dependencies that the chain does not bring itself', () => {
  const alone = aPlan({ A: [], B: ['A'], C: ['B'] }, { one: ['B', 'C'] });
  const needed = neededBy(alone, chainOf(alone, waveId('one')));
  expect(needed.map(({ id }) => id)).toEqual(['A']);
});

it('gatesOf sets the threshold of the wave: 55, then 85, then as the gate says', () => {
  const cover = {
    name: 'cover',
    run: 'npm test',
    timeoutMs: 1,
    retries: undefined,
    measure: { pattern: '([0-9]+)', min: 90 },
  };
  const gated = { ...plan, gates: { cover } };
  const minimums = [55, 85, undefined].map((min) => {
    const [gate] = gatesOf(gated, {
      ...wave('one', []),
      gates: [{ name: 'cover', min }],
    });
    return gate?.measure?.min;
  });
  expect(minimums).toEqual([55, 85, 90]);
});

function aPlan(
  dependencies: Readonly<Record<string, readonly string[]>>,
  waves: Readonly<Record<string, readonly string[]>>,
): Plan {
  return {
    name: 'plan',
    base: 'main',
    worktrees: '',
    maxSessions: 1,
    layout: 'tiled',
    agents: {},
    gates: {},
    scratch: { setup: undefined, timeoutMs: 0, copy: [] },
    workstreams: Object.entries(dependencies).map(([id, on]) => workstream(id, on)),
    waves: Object.entries(waves).map(([id, members]) => wave(id, members)),
    rules: [],
    escalations: [],
  };
}

function workstream(id: string, on: readonly string[]): Workstream {
  return {
    id: workstreamId(id),
    name: id,
    branch: `branch/${id}`,
    agent: undefined,
    command: undefined,
    role: '',
    prompt: '',
    estimateMs: undefined,
    priority: 'medium',
    dependsOn: on.map((one) => ({
      id: workstreamId(one.replace('~', '')),
      soft: one.startsWith('~'),
    })),
    owns: [],
    approval: 'none',
    gates: [],
  };
}

function wave(id: string, members: readonly string[]): Wave {
  return {
    id: waveId(id),
    members: members.map((member) =>
      member.startsWith('wave ')
        ? { type: 'wave', id: waveId(member.slice(5)) }
        : { type: 'workstream', id: workstreamId(member) },
    ),
    target: `target/${id}`,
    from: 'main',
    gates: [],
    onRed: 'ask',
    approval: 'ask',
  };
}
