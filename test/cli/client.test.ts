import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connectHost } from '../../src/cli/client.js';
import { Peer } from '../../src/connection/peer.js';
import { listen } from '../../src/connection/socket.js';
import { aFolder } from '../helpers/folder.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';

expectNothingLeftOpen();

it('a command knows when the process that it asks has gone', async () => {
  await using folder = await aFolder();
  const path = join(folder.path, 'own', 'host.sock');
  const accepted: Disposable[] = [];
  using _server = await listen(path, (socket) =>
    accepted.push(new Peer(socket, 'host', {})),
  );
  using host = await connectHost(path);
  expect(host?.isClosed()).toBe(false);
  await expect.poll(() => accepted).toHaveLength(1);
  for (const peer of accepted) peer[Symbol.dispose]();
  await host?.closed;
  expect(host?.isClosed()).toBe(true);
});
