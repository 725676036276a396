import { expect, it } from 'vitest';
import { sessionId, type SessionId } from '../../src/domain/ids.js';
import { Emulator } from '../../src/screen/emulator.js';
import { aHost, size } from './console.js';
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

it('gives one session a turn its size back when a console has gone', async () => {
  let turn = 0;
  const resized: number[] = [];
  class Watched extends Emulator {
    override resize(wish: Emulator['size']): void {
      resized.push(turn);
      super.resize(wish);
    }
  }
  await using host = await aHost(process.env, {
    emulate: (options) => new Watched(options),
  });
  using stays = await host.connect();
  const ids: SessionId[] = [];
  for (const name of ['a', 'b', 'c']) ids.push(await stays.runs(name, 'cat'));
  const wide = { columns: 60, rows: 8 };
  const shown = (wish: typeof size) => ids.map((session) => ({ session, size: wish }));
  await stays.peer.ask({ type: 'view', panes: shown(size) });
  {
    using leaves = await host.connect();
    await leaves.peer.ask({ type: 'view', panes: shown(wide) });
    leaves.types(ids[0] ?? sessionId('a'), 'x');
    await expect
      .poll(() => host.host.sessions.records().map((session) => session.size))
      .toEqual([wide, wide, wide]);
    resized.length = 0;
    const next = () => {
      turn++;
      if (resized.length < ids.length) setImmediate(next);
    };
    next();
  }
  await expect.poll(() => resized.length).toBe(3);
  expect(new Set(resized).size).toBe(3);
});
