import { expect, it } from 'vitest';
import { program, wtmux } from '../helpers/wtmux.js';

const echo = 'while read line; do echo "heard $line"; done';

it('keys typed before its pane is there are for the pane, and no commands', async () => {
  await using app = await wtmux();
  await app.run('new', 'other', '--detach', '--', 'sh', '-c', echo);
  await app.run('new', 'one', '--detach', '--', 'sh', '-c', echo);
  // In the sidebar `s` is a command, and the first pane is another one's.
  const opened = app.open(['attach', 'one']);
  opened.type('small steps{enter}');
  await opened.shows('heard small steps');
  await expect.poll(() => opened.screen()).toMatch(/^ PANE /m);
});

it('keys typed before anything is to be seen are nobody’s', async () => {
  await using app = await wtmux();
  await app.run('new', 'one', '--detach', '--', 'sh', '-c', echo);
  // The console finds in its terminal what the shell has left there: detach, and a line.
  const afterALine = ['sh', '-c', 'echo type; read go; exec "$@"', 'sh'];
  const opened = app.start([...afterALine, process.execPath, program]);
  await opened.shows('type');
  opened.type('go{enter}q1{enter}lost');
  await opened.shows(/^ SIDEBAR /m);
  opened.type('1');
  await opened.shows(/^ PANE /m);
  opened.type('words{enter}');
  await opened.shows('heard words');
  expect(opened.exit).toBe(undefined);
});
