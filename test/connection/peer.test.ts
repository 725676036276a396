import { chmod, mkdir } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ok, type Result } from '../../src/base/result.js';
import { Peer } from '../../src/connection/peer.js';
import { connect, listen } from '../../src/connection/socket.js';
import type { Refusal } from '../../src/protocol/envelope.js';
import { aFolder } from '../helpers/folder.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';

type Ask = { readonly type: 'double'; readonly of: number };
type Answers = { readonly double: number };
type Answering = (request: Ask) => Promise<Result<unknown, Refusal>>;

const doubling: Answering = ({ of }) => Promise.resolve(ok(of * 2));

describe('a peer', () => {
  expectNothingLeftOpen();

  it('gets each answer to its own question', async () => {
    await using pair = await aPair(doubling);
    const { asking } = pair;
    const answers = [1, 2, 3].map((of) => asking.ask({ type: 'double', of }));
    expect(await Promise.all(answers)).toEqual([ok(2), ok(4), ok(6)]);
  });

  it('is told when the other end could not do it', async () => {
    await using pair = await aPair(() => Promise.reject(new Error('disk full')));
    expect(await pair.asking.ask({ type: 'double', of: 1 })).toEqual({
      ok: false,
      failure: { kind: 'failed', message: 'disk full' },
    });
  });

  it('does not wait for ever when the other end goes away', async () => {
    await using pair = await aPair(() => new Promise(() => {}));
    const answer = pair.asking.ask({ type: 'double', of: 1 });
    pair.drop();
    await expect(answer).rejects.toThrow('ended before the answer');
  });

  it('is disconnected when it sends what is no packet, and harms nobody', async () => {
    await using pair = await aPair(doubling);
    const stranger = createConnection(pair.path);
    const closed = new Promise((resolve) => stranger.once('close', resolve));
    stranger.resume().on('error', () => {});
    stranger.write(Buffer.alloc(100, 0xff));
    await closed;
    expect(await pair.asking.ask({ type: 'double', of: 4 })).toEqual(ok(8));
  });
});

describe('listen', () => {
  expectNothingLeftOpen();

  it('leaves a socket alone that somebody answers on', async () => {
    await using folder = await aFolder();
    const path = join(folder.path, 'own', 'a.sock');
    using first = await listen(path, () => {});
    expect(first).toBeDefined();
    expect(await listen(path, () => {})).toBeUndefined();
  });

  it('refuses a folder that others can enter', async () => {
    await using folder = await aFolder();
    const open = join(folder.path, 'open');
    await mkdir(open);
    await chmod(open, 0o755);
    await expect(listen(join(open, 'a.sock'), () => {})).rejects.toThrow('0700');
  });

  it('refuses a folder that others can put another in the place of', async () => {
    await using folder = await aFolder();
    const squatted = join(folder.path, 'squatted');
    await mkdir(join(squatted, 'own'), { recursive: true, mode: 0o700 });
    await chmod(squatted, 0o777);
    const path = join(squatted, 'own/a.sock');
    await expect(listen(path, () => {})).rejects.toThrow('others can change it');
    await expect(connect(path)).rejects.toThrow('others can change it');
    await chmod(squatted, 0o1777);
    expect(await connect(path)).toBeUndefined();
  });

  it('does not speak to a socket in a folder that others can enter', async () => {
    await using folder = await aFolder();
    const path = join(folder.path, 'own/a.sock');
    using _server = await listen(path, () => {});
    await chmod(join(folder.path, 'own'), 0o755);
    await expect(connect(path)).rejects.toThrow('0700');
  });

  it('finds nobody where no socket is', async () => {
    await using folder = await aFolder();
    expect(await connect(join(folder.path, 'none.sock'))).toBeUndefined();
  });
});

async function aPair(answer: Answering) {
  const folder = await aFolder();
  const path = join(folder.path, 'own', 'a.sock');
  const accepted: Peer<never, never, never, Ask>[] = [];
  const server = await listen(path, (socket: Socket) => {
    accepted.push(new Peer(socket, 'answering', { request: answer }));
  });
  const socket = await connect(path);
  if (!server || !socket) throw new Error('no connection');
  const asking = new Peer<Ask, Answers>(socket, 'asking', {});

  function drop(): void {
    for (const peer of accepted) peer[Symbol.dispose]();
  }

  return {
    path,
    asking,
    drop,
    async [Symbol.asyncDispose]() {
      asking[Symbol.dispose]();
      drop();
      server[Symbol.dispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}
