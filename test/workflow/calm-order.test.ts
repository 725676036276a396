import { describe, expect, it } from 'vitest';
import { waveId } from '../../src/domain/ids.js';
import { calmestOrder, unruledIn, type Unruled } from '../../src/workflow/calm-order.js';
import { chainOf, type ChainMember } from '../../src/workflow/merge-order.js';
import { random } from '../helpers/random.js';
import { plan, wave, ws } from './a-plan.js';

describe('calmestOrder', () => {
  it.each([
    ['nothing to gain keeps the order of the plan', 'A B C', [], 'A B C'],
    ['an owner comes before what it decides', 'A B C', ['A waits for C'], 'B C A'],
    ['a dependency is never turned round', 'A B<A', ['A waits for B'], 'A B'],
    [
      'of several orders as good as each other the plan’s comes first',
      'A B C D',
      ['B waits for D'],
      'A C D B',
    ],
    [
      'one conflict is left rather than two',
      'A B C',
      ['A waits for B', 'B waits for A', 'B waits for C'],
      'A C B',
    ],
  ] as const)('%s', (_rule, members, wishes, expected) => {
    const [made, id] = aPlan(members);
    const order = calmestOrder(made, id, waitingFor(wishes));
    expect(order.map((member) => member.id).join(' ')).toBe(expected);
  });

  it('is never worse than the plan, and keeps its dependencies', () => {
    const chance = random(7);
    for (let round = 0; round < 40; round++) {
      const names = Array.from({ length: chance.between(2, 14) }, (_, at) => `W${at}`);
      const members = names.map((name, at) =>
        at > 0 && chance.chance(0.3) ? `${name}<${names[at - 1]}` : name,
      );
      const [made, id] = aPlan(members.join(' '));
      const wishes = chance.times(1, 8, () => {
        const [one = '', other = ''] = [names, names].map(
          (all) => all[chance.between(0, all.length - 1)],
        );
        return `${one} waits for ${other}`;
      });
      const unruled = waitingFor(wishes);
      const order = calmestOrder(made, id, unruled);
      const planned = chainOf(made, id);
      expect(unruledIn(order, unruled)).toBeLessThanOrEqual(unruledIn(planned, unruled));
      expect(order.toSorted(byId)).toEqual(planned.toSorted(byId));
      const at = new Map<string, number>(
        order.map((member, place) => [member.id, place]),
      );
      for (const { id: own, dependsOn } of made.workstreams)
        for (const { id: needed } of dependsOn)
          expect(at.get(needed)).toBeLessThan(at.get(own) ?? 0);
    }
  });
});

function aPlan(members: string) {
  const all = members.split(' ').map((text) => ws(text.replace('<', ' < ')));
  const names = all.map(({ id }) => id).join(' ');
  return [plan(all, [wave(`one: ${names}`)]), waveId('one')] as const;
}

/** A conflict that is left open as long as the other is not merged. */
function waitingFor(wishes: readonly string[]): Unruled {
  const pairs = wishes.map((wish) => wish.split(' waits for '));
  return (member, before) =>
    pairs.filter(
      ([one, other]) => one === member.id && !before.some(({ id }) => id === other),
    ).length;
}

function byId(one: ChainMember, other: ChainMember): number {
  return one.id < other.id ? -1 : 1;
}
