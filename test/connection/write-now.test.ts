import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writerTo } from '../../src/connection/write-now.js';
import { aFolder } from '../helpers/folder.js';

it('has written what the kernel took', async () => {
  await using pair = await aPair();
  expect(writerTo(pair.near)(Buffer.from('key'))).toBe(true);
  expect(pair.near.bytesWritten).toBe(0);
  await expect.poll(pair.heard).toBe('key');
});

it('gives everything in its order to one that reads late', async () => {
  await using pair = await aPair();
  const write = writerTo(pair.near);
  pair.far.pause();
  const pieces = Array.from({ length: 200 }, (_, at) => `${at} `.repeat(4000));
  const isTaken = pieces.map((piece) => write(Buffer.from(piece)));
  expect(isTaken.at(0)).toBe(true);
  expect(isTaken.at(-1)).toBe(false);
  pair.far.resume();
  await expect.poll(pair.heard).toBe(pieces.join(''));
});

it('writes after what the stream was given', async () => {
  await using pair = await aPair();
  pair.near.cork();
  pair.near.write('first ');
  writerTo(pair.near)(Buffer.from('second'));
  pair.near.uncork();
  await expect.poll(pair.heard).toBe('first second');
});

it('lets the stream say that nobody is there any more', async () => {
  await using pair = await aPair();
  const failed = once(pair.near, 'error');
  const write = writerTo(pair.near);
  pair.far.destroy();
  await once(pair.far, 'close');
  write(Buffer.from('key'));
  expect(await failed).toMatchObject([{ code: 'EPIPE' }]);
});

it('writes nothing to one that was ended', async () => {
  await using pair = await aPair();
  const failed = once(pair.near, 'error');
  const write = writerTo(pair.near);
  pair.near.end('last');
  write(Buffer.from('more'));
  expect(await failed).toMatchObject([{ code: 'ERR_STREAM_WRITE_AFTER_END' }]);
});

/** Two ends of a connection; `near` writes, and what `far` reads is heard. */
async function aPair() {
  const folder = await aFolder();
  const path = join(folder.path, 'socket');
  const accepted: Socket[] = [];
  const server = createServer((socket) => accepted.push(socket)).listen(path);
  await once(server, 'listening');
  const near = createConnection(path);
  await Promise.all([once(near, 'connect'), once(server, 'connection')]);
  const [far] = accepted;
  if (!far) throw new Error('nobody came');
  let heard = '';
  far.on('data', (bytes) => {
    heard += bytes.toString();
  });
  return {
    near,
    far,
    heard: () => heard,
    async [Symbol.asyncDispose]() {
      near.destroy();
      far.destroy();
      server.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}
