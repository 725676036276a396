import { expect, it } from 'vitest';
import { sessionId } from '../../src/domain/ids.js';
import { Feed } from '../../src/host/feed.js';
import { KeysFirst } from '../../src/host/keys-first.js';

it('paints at once what needs no second part', () => {
  const painter = aPainter();
  using feed = new Feed(painter.options);
  feed.take(Buffer.from('a'));
  feed.take(Buffer.from('b'));
  expect(painter.told).toEqual(['a', 'b']);
});

it('paints no more than a pty gives at once in one piece', () => {
  const painter = aPainter();
  using feed = new Feed(painter.options);
  feed.take(Buffer.alloc(5000, 'x'));
  expect(painter.told.map((text) => text.length)).toEqual([4096, 904]);
});

it('finishes what was begun before it begins more, holds the program, and ends after all', async () => {
  const painter = aPainter(3);
  using feed = new Feed(painter.options);
  feed.take(Buffer.from('slow'));
  feed.take(Buffer.from('next'));
  await new Promise<void>((resolve) => feed.end(resolve));
  expect(painter.told).toEqual([
    'slow',
    'more',
    'more',
    'more',
    'next',
    'more',
    'more',
    'more',
  ]);
  expect(painter.held).toEqual([true, false]);
});

it('holds the program while a key of another session comes first, and loses nothing', async () => {
  const painter = aPainter();
  using feed = new Feed(painter.options);
  painter.typed.typed();
  feed.take(Buffer.from('a'));
  feed.take(Buffer.from('b'));
  expect(painter).toMatchObject({ told: [], held: [true] });
  painter.typed.answered();
  await new Promise<void>((resolve) => feed.end(resolve));
  expect(painter).toMatchObject({ told: ['a', 'b'], held: [true, false] });
});

it('forgets what is not painted when it is let go', () => {
  const painter = aPainter(Infinity);
  const feed = new Feed(painter.options);
  feed.take(Buffer.from('endless'));
  feed[Symbol.dispose]();
  expect(painter.held).toEqual([true]);
});

/** Each piece needs `parts` more, each of which is as long as a turn. */
function aPainter(parts = 0) {
  const told: string[] = [];
  const held: boolean[] = [];
  const keysFirst = new KeysFirst();
  let left = 0;
  const options = {
    begin: (bytes: Buffer) => {
      told.push(bytes.toString());
      left = parts;
      return left > 0;
    },
    goOn: () => {
      for (const end = performance.now() + 5; performance.now() < end;);
      told.push('more');
      return --left > 0;
    },
    hold: (on: boolean) => held.push(on),
    turn: keysFirst.of(sessionId('printing')),
  };
  return { told, held, options, typed: keysFirst.of(sessionId('typed into')) };
}
