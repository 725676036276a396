import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

/** Says how large it is, then as often as it is told, with a mark in the last column. */
const SAYS_SIZE =
  'say() { set -- $(stty size); printf "%s\\n" "size $1x$2" "$(printf "%$2s" END)"; }; ' +
  'say; while read line; do echo "heard $line"; say; done';

it('show one pane in two sizes, the one last used, and none waits for the other', async () => {
  await using app = await wtmux();
  await app.run('new', 'one', '--detach', '--', 'sh', '-c', SAYS_SIZE);
  const large = app.open(['attach', 'one'], { columns: 140, rows: 40 });
  await large.shows('size');
  large.type('large{enter}');
  await large.shows(/heard large\s*\n.*size 38x102/);

  const small = app.open(['attach', 'one'], { columns: 70, rows: 20 });
  await small.shows('heard large');
  small.type('small{enter}');
  await small.shows(/heard small\s*\n.*size 18x42/);
  // Padded: what the pane shows is narrower than the room that this console has for it.
  await large.shows(/heard small\s*\n.*size 18x42/);

  large.type('again{enter}');
  await large.shows(/heard again\s*\n.*size 38x102[^E]*\n.* END/);
  // Clipped: the end that the cursor is at, and nothing of the last columns.
  await small.shows(/heard again\s*\n.*size 38x102\s*\n(?!.*END)/);

  large.kill('SIGSTOP');
  small.type('alone{enter}');
  await small.shows(/heard alone\s*\n.*size 18x42/);
  large.kill('SIGCONT');
  await large.shows('heard alone');

  large.type('{ctrl+space}d');
  await large.ended();
  small.type('last{enter}');
  await small.shows(/heard last\s*\n.*size 18x42/);
  expect(small.exit).toBeUndefined();
});
