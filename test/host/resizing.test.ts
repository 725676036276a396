import { expect, it } from 'vitest';
import { sessionId } from '../../src/domain/ids.js';
import { resizeInTurns, type SizeWish } from '../../src/host/resizing.js';

const wishes = ['a', 'b', 'c', 'd'].map((name): SizeWish => ({
  session: sessionId(name),
  size: { columns: 80, rows: 24 },
}));

it('resizes one session a turn, passing those that have their size', async () => {
  const done: string[] = [];
  resizeInTurns(wishes, {
    stands: () => true,
    resize: ({ session }) => {
      done.push(session);
      return session !== 'a' && session !== 'c';
    },
  });
  expect(done).toEqual(['a', 'b']);
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toEqual(['a', 'b', 'c', 'd']);
});

it('leaves out what is no longer wished', () => {
  const done: string[] = [];
  resizeInTurns(wishes, {
    stands: ({ session }) => session === 'd',
    resize: ({ session }) => {
      done.push(session);
      return true;
    },
  });
  expect(done).toEqual(['d']);
});
