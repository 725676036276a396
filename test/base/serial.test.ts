import { expect, it } from 'vitest';
import { deferred } from '../../src/base/deferred.js';
import { coalesced, Serial } from '../../src/base/serial.js';

it('runs jobs in order, also after one that fails', async () => {
  const serial = new Serial();
  const seen: string[] = [];
  const first = serial.run(async () => {
    await Promise.resolve();
    seen.push('first');
    throw new Error('broken');
  });
  const second = serial.run(() => Promise.resolve(seen.push('second')));
  await expect(first).rejects.toThrow('broken');
  await second;
  expect(seen).toEqual(['first', 'second']);
});

it('answers ten wishes during a run with one more run', async () => {
  let runs = 0;
  let turn = deferred<void>();
  const job = () => {
    runs++;
    turn = deferred<void>();
    return turn.promise;
  };
  const wish = coalesced(job, () => {});
  for (let wishes = 0; wishes < 10; wishes++) wish();
  expect(runs).toBe(1);
  turn.resolve();
  await expect.poll(() => runs).toBe(2);
  turn.resolve();
  await Promise.resolve();
  expect(runs).toBe(2);
});

it('goes on after a run that failed, and tells', async () => {
  const told: unknown[] = [];
  const wish = coalesced(
    () => Promise.reject(new Error('no disk')),
    (error) => told.push(error),
  );
  wish();
  await expect.poll(() => told).toHaveLength(1);
  wish();
  await expect.poll(() => told).toHaveLength(2);
});
