import { expect, it } from 'vitest';
import { chunked, ChunksDraft, itemAt } from '../../src/workflow/chunks.js';
import { push, rest, type Queue } from '../../src/workflow/queue.js';
import { random, seeds } from '../helpers/random.js';

it.each(seeds(20))(
  'a queue gives its numbers in order, and keeps its past (seed %i)',
  (seed) => {
    const rng = random(seed);
    const numbers = rng.times(0, 200, () => rng.between(0, 50));
    const queue = numbers.reduce<Queue>(push, undefined);
    const sorted = numbers.toSorted((a, b) => a - b);
    expect(drained(push(queue, 25))).toHaveLength(numbers.length + 1);
    expect(drained(queue)).toEqual(sorted);
  },
);

it.each(seeds(20))(
  'chunks hold what was put in, and leave their past alone (seed %i)',
  (seed) => {
    const rng = random(seed);
    const before = rng.times(1, 600, () => rng.between(0, 9));
    const chunks = chunked(before);
    const draft = new ChunksDraft(chunks);
    const after = [...before];
    for (let turn = 0; turn < 50; turn++) {
      const index = rng.between(0, before.length - 1);
      after[index] = turn;
      draft.set(index, turn);
      expect(draft.get(index)).toBe(turn);
    }
    const changed = draft.finish();
    expect(changed.flat()).toEqual(after);
    expect(after.map((_, index) => itemAt(changed, index))).toEqual(after);
    expect(chunks.flat()).toEqual(before);
  },
);

it('chunks without a change stay the same', () => {
  const chunks = chunked([1, 2, 3]);
  expect(new ChunksDraft(chunks).finish()).toBe(chunks);
});

function drained(queue: Queue): readonly number[] {
  const numbers: number[] = [];
  for (let left = queue; left; left = rest(left)) numbers.push(left.least);
  return numbers;
}
