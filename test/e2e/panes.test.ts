import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

it('opens a shell beside an agent, says how one ended, and comes back as it was left', async () => {
  await using app = await wtmux({ env: { SHELL: '/bin/sh' } });
  await app.run('new', 'one', '--', 'cat');
  await app.run('new', 'two', '--', 'sh', '-c', 'read line; exit 3');
  const opened = app.open(['attach', 'one'], { columns: 160, rows: 40 });
  await opened.shows('2 two');

  opened.type('{ctrl+space}c');
  await opened.shows('3 sh in');
  opened.type('pwd{enter}');
  await opened.shows(/project\.worktrees\/one\n/);
  opened.type('exit{enter}');
  await opened.hides('3 sh in');

  opened.type('{alt+2}{enter}');
  await opened.shows(/exited 3 +\S* ?R restarts/);
  // The console may hear of it before the engine does, which starts it again.
  await app.until(
    ({ workstreams }) => workstreams.some(({ state }) => state === 'failed'),
    'two has failed',
  );
  opened.type('{ctrl+space}R');
  await opened.hides('exited 3');

  opened.type('{alt+1}{ctrl+space}w{ctrl+space}L');
  await opened.shows('1 two');
  await opened.shows(LAYOUT);
  opened.type('{ctrl+space}d');
  await opened.ended();

  const again = app.open(['attach'], { columns: 160, rows: 40 });
  await again.shows('1 two');
  await expect.poll(() => again.screen()).toMatch(LAYOUT);
});

/** The status bar names the layout that came after the first. */
const LAYOUT = /Wave +(?:Ctrl\+Space )?d detach/;
