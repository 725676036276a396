import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { disposable } from '../../src/base/disposer.js';
import { rehearse, rehearsedLetter, type Stage } from '../../src/base/rehearsal.js';

const isCalm = () => true;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('plays each act on a stage of its own, which is left before the next is made', async () => {
  const { stage, happened } = aStage();
  using _rehearsal = rehearse({ stage, isCalm, acts: 2, times: 3 });
  await pass(2000);
  expect(happened.join(' ')).toBe('made 1 1 1 left made 2 2 2 left');
  expect(vi.getTimerCount()).toBe(0);
});

it('lets whoever starts have half a second', async () => {
  const { stage, happened } = aStage();
  using _rehearsal = rehearse({ stage, isCalm, acts: 1, times: 1 });
  await pass(400);
  expect(happened).toEqual(['made']);
});

it('rests after a millisecond', async () => {
  const { stage, happened } = aStage({ takesMs: 2 });
  using _rehearsal = rehearse({ stage, isCalm, acts: 1, times: 10 });
  await pass(501);
  expect(happened).toEqual(['made', '1']);
  await pass(5);
  expect(happened).toEqual(['made', '1', '1']);
});

it('waits as long as somebody types', async () => {
  const { stage, happened } = aStage();
  let types = true;
  using _rehearsal = rehearse({ stage, isCalm: () => !types, acts: 1, times: 1 });
  await pass(2000);
  expect(happened).toEqual(['made']);
  types = false;
  await pass(250);
  expect(happened).toEqual(['made', '1', 'left']);
});

it('ends in the middle', async () => {
  const { stage, happened } = aStage({ takesMs: 2 });
  const rehearsal = rehearse({ stage, isCalm, acts: 3, times: 10 });
  await pass(501);
  rehearsal[Symbol.dispose]();
  await pass(2000);
  expect(happened).toEqual(['made', '1', 'left']);
  expect(vi.getTimerCount()).toBe(0);
});

it('ends before its stage is made', async () => {
  const { stage, happened } = aStage();
  rehearse({ stage, isCalm })[Symbol.dispose]();
  await pass(2000);
  expect(happened).toEqual(['made', 'left']);
});

it('is left out where no stage can be made', async () => {
  using _rehearsal = rehearse({
    stage: () => Promise.reject(new Error('no place')),
    isCalm,
  });
  await pass(2000);
  expect(vi.getTimerCount()).toBe(0);
});

it('types letters of one byte and of two', () => {
  const letters = Array.from({ length: 1000 }, (_, index) => rehearsedLetter(index));
  const bytes = new Set(letters.map((letter) => Buffer.byteLength(letter)));
  expect([...bytes].toSorted((one, other) => one - other)).toEqual([1, 2]);
});

/** Tells the number of the act each time. */
function aStage({ takesMs = 0 } = {}) {
  const happened: string[] = [];
  let act = 0;
  const stage: Stage = (own) => {
    act += 1;
    happened.push('made');
    own.add(disposable(() => happened.push('left')));
    return Promise.resolve((done) => {
      happened.push(`${act}`);
      if (takesMs === 0) return done();
      setTimeout(done, takesMs);
    });
  };
  return { stage, happened };
}

async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}
