import { access, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { connect } from '../../src/connection/socket.js';
import { sessionId } from '../../src/domain/ids.js';
import { startHost } from '../../src/host/host.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { aHost, size } from './console.js';

const cat = { type: 'spawn', command: ['cat'], cwd: '/', env: {}, size } as const;

describe('a host', () => {
  expectNothingLeftOpen();

  it('is one: a second on the same socket is none', async () => {
    await using first = await aHost();
    const { socketPath } = first;
    expect(await startHost({ socketPath, env: {}, log: () => {} })).toBeUndefined();
  });

  it.each([
    ['bytes that are no packets', Buffer.alloc(4096, 0xff)],
    ['a message of another form', packet(1, 'null')],
    ['a message that is no JSON', packet(1, '{')],
    ['a kind that is none', packet(99, 'x')],
    ['a session name cut short', packet(3, '')],
  ])('lets go of a peer that sends %s, and of nobody else', async (_what, bytes) => {
    await using host = await aHost();
    using console = await host.connect();
    const stranger = await connect(host.socketPath);
    stranger?.resume().on('error', () => {});
    stranger?.write(bytes);
    await expect.poll(() => stranger?.destroyed).toBe(true);
    expect(await console.peer.ask({ type: 'sessions' })).toEqual({ ok: true, value: [] });
  });

  it('hangs up its programs before it ends', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const file = `${host.folder}/ended`;
    const id = await console.runs(
      's',
      `trap 'echo saved > ${file}; exit' HUP; echo ready; while :; do sleep 0.01; done`,
    );
    await expect.poll(() => console.shows(id)[0]).toBe('ready');
    await console.peer.ask({ ...cat, session: sessionId('t') });
    expect(await console.peer.ask({ type: 'shutdown', force: true })).toMatchObject({
      ok: true,
    });
    await host.host.closed;
    await expect.poll(() => console.events).toContainEqual({ type: 'ending' });
    expect(await readFile(file, 'utf8')).toBe('saved\n');
    await expect.poll(() => console.isOpen()).toBe(false);
    await expect(access(host.socketPath)).rejects.toThrow('ENOENT');
  });

  it('starts what it guards again when the connection is lost, and not after a farewell', async () => {
    await using host = await aHost();
    const file = `${host.folder}/started`;
    const command = ['sh', '-c', `echo again >> ${file}`];
    using crashed = await host.connect();
    await crashed.peer.ask({ type: 'guard', command, cwd: '/' });
    crashed.socket.destroy();
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toBe('again\n');

    using leaving = await host.connect();
    await leaving.peer.ask({ type: 'guard', command, cwd: '/' });
    await leaving.peer.ask({ type: 'unguard' });
    leaving.socket.destroy();
    await expect.poll(() => host.host.clients.all()).toHaveLength(0);
    expect(host.logged).toEqual(['sh ended and is started again']);
  });

  it('gives up on what dies again and again', async () => {
    await using host = await aHost();
    for (let count = 0; count < 7; count++) {
      using crashing = await host.connect();
      await crashing.peer.ask({ type: 'guard', command: ['true'], cwd: '/' });
      crashing.socket.destroy();
      await expect.poll(() => host.logged.length).toBe(count + 1);
    }
    const gaveUp = host.logged.map((line) => line.includes('not started again'));
    expect(gaveUp).toEqual([false, false, false, false, false, true, true]);
  });
});

function packet(kind: number, body: string): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt32LE(body.length, 0);
  header.writeUInt8(kind, 4);
  return Buffer.concat([header, Buffer.from(body)]);
}
