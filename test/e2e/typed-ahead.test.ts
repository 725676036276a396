import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

it('keys typed before its pane is there are for the pane, and no commands', async () => {
  await using app = await wtmux();
  const echo = 'while read line; do echo "heard $line"; done';
  await app.run('new', 'other', '--detach', '--', 'sh', '-c', echo);
  await app.run('new', 'one', '--detach', '--', 'sh', '-c', echo);
  // In the sidebar `s` is a command, and the first pane is another one's.
  const opened = app.open(['attach', 'one']);
  opened.type('small steps{enter}');
  await opened.shows('heard small steps');
  await expect.poll(() => opened.screen()).toMatch(/^ PANE /m);
});
