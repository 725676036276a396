import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pathsOf } from '../../src/config/paths.js';
import { Peer } from '../../src/connection/peer.js';
import { listen } from '../../src/connection/socket.js';
import { encode } from '../../src/protocol/codec.js';
import { PROTOCOL_VERSION } from '../../src/protocol/envelope.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { wtmux } from '../helpers/wtmux.js';

expectNothingLeftOpen();

it('takes a host that goes away before it answers for one that has ended', async () => {
  await using app = await wtmux();
  const { hostSocket } = pathsOf(join(app.repo.folder, '.git'), app.env);
  const server = await listen(hostSocket, (socket) => {
    const leaving: Peer<never, never> = new Peer(socket, 'leaving', {
      request: () => {
        leaving[Symbol.dispose]();
        server?.[Symbol.dispose]();
        return new Promise(() => {});
      },
    });
  });
  const { code, stderr } = await app.run('down', '--force');
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr:
      'ended; worktrees and branches stay: `wtmux up` goes on with a plan, ' +
      '`wtmux restart NAME` with one agent\n',
  });
});

it('does not say that a host of another version has ended', async () => {
  await using app = await wtmux();
  const { hostSocket } = pathsOf(join(app.repo.folder, '.git'), app.env);
  const version = PROTOCOL_VERSION - 1;
  const message = { type: 'hello', version, program: 'host' } as const;
  using _server = await listen(hostSocket, (socket) => {
    socket.write(encode({ type: 'message', message }));
    // Ended and not destroyed: what is unread then would take the hello with it.
    socket.once('data', () => socket.end()).on('error', () => {});
  });
  const { code, stderr } = await app.run('down', '--force');
  expect(code).toBe(1);
  expect(stderr).toContain('the host that runs here is of another version of wtmux');
});
