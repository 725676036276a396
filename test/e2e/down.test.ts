import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

it('tells an open console that wtmux was ended, and not that the host was lost', async () => {
  await using app = await wtmux();
  const opened = app.open(['new', 'talk', '--', 'cat']);
  await opened.shows(/^ PANE /m);
  await app.run('down', '--force');
  expect(await opened.ended()).toMatchObject({ code: 0 });
  await opened.shows('ended by `wtmux down`; worktrees and branches stay');
});
