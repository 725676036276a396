import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deferred } from '../../src/base/deferred.js';
import { fail, ok } from '../../src/base/result.js';
import { Peer } from '../../src/connection/peer.js';
import { listen } from '../../src/connection/socket.js';
import { HostLink } from '../../src/engine/host-link.js';
import type { HostRequest } from '../../src/protocol/host.js';
import { aFolder } from '../helpers/folder.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';

describe('a host that is shut down', () => {
  expectNothingLeftOpen();

  it('gets no other one in its place', async () => {
    await using host = await aHost();
    await using other = await aHost();
    expect(await host.link.shutdown(false)).toEqual(ok(null));
    await host.lost;
    // What is lost later, and not by a wish, is there again by then.
    other.drop();
    await expect.poll(other.opened).toBe(2);
    expect(host.opened()).toBe(1);
  });

  it('ends, too, when it was only being opened', async () => {
    await using host = await aHost();
    host.drop();
    await expect.poll(host.opened).toBe(2);
    expect(await host.link.shutdown(true)).toEqual(ok(null));
    expect(host.asked().at(-1)).toBe('shutdown');
  });

  it('is opened again later when it has refused', async () => {
    await using host = await aHost();
    host.refuse();
    expect((await host.link.shutdown(false)).ok).toBe(false);
    host.drop();
    await expect.poll(host.opened).toBe(2);
  });
});

/** A host that answers yes, and an engine's line to it. */
async function aHost() {
  const folder = await aFolder();
  const socketPath = join(folder.path, 'own', 'host.sock');
  const asked: string[] = [];
  const lost = deferred<void>();
  let opened = 0;
  let refuses = false;
  let last: Peer<never, never, never, HostRequest> | undefined;
  const host = await listen(socketPath, (socket) => {
    last = new Peer(socket, 'host', {
      request({ type }) {
        asked.push(type);
        if (type === 'sessions') return Promise.resolve(ok([]));
        if (type !== 'shutdown') return Promise.resolve(ok(null));
        if (refuses) return Promise.resolve(fail({ kind: 'refused', message: 'no' }));
        setImmediate(() => socket.destroy());
        return Promise.resolve(ok(null));
      },
    });
  });
  const link = new HostLink({
    socketPath,
    ensureHost: () => Promise.resolve(void opened++),
    restart: ['true'],
    cwd: folder.path,
    onEvent: () => {},
    onConnected: () => Promise.resolve(),
    onLost: () => lost.resolve(undefined),
    log: () => {},
  });
  await link.open();
  return {
    link,
    lost: lost.promise,
    opened: () => opened,
    asked: () => asked,
    refuse: () => void (refuses = true),
    drop: () => last?.[Symbol.dispose](),
    async [Symbol.asyncDispose]() {
      link[Symbol.dispose]();
      host?.[Symbol.dispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}
