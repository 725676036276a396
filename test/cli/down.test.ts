import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pathsOf } from '../../src/config/paths.js';
import { Peer } from '../../src/connection/peer.js';
import { listen } from '../../src/connection/socket.js';
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
    stderr: 'ended; worktrees and branches stay, `wtmux up` goes on\n',
  });
});
