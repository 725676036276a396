import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

/** Draws in colour, asks the terminal for things, and tries to reach the one in front. */
const SHOWS =
  'stty -echo; i=1; while [ $i -le 100 ]; do echo "line $i"; i=$((i+1)); done; ' +
  'printf "\\033]0;evil\\007\\033[?1003h\\033[c\\033[31mred end\\033[?1049h\\033[2;5Hfull screen"; ' +
  'read x || exit; printf "\\033[?1049l"; read x';

it('plays a session that has ended with its host, and prints it without a terminal', async () => {
  await using app = await wtmux();
  await app.run('new', 'Talk', '--detach', '--', 'sh', '-c', SHOWS);
  await expect
    .poll(async () => (await app.run('replay', 'talk')).stdout)
    .toMatch(/line 1\n[\s\S]*red end\n\n {4}full screen\n$/);
  await app.run('down', '--force');

  const opened = app.open(['replay', 'TALK', '--idle-limit', '0.1'], {
    columns: 60,
    rows: 12,
  });
  await opened.shows(/ {4}full screen[\s\S]*■ talk {2}ended \d:\d\d/);
  expect(opened.modes).toMatchObject({ mouse: 'drag', alternateScreen: true });
  expect(opened.title).toBe('');
  opened.type('0');
  await opened.shows(/‖ talk {2}0:00 \/ \d:\d\d/);
  opened.type('G');
  await opened.shows('full screen');
  opened.type('q');
  expect(await opened.ended()).toMatchObject({ code: 0 });
  expect(opened.modes).toMatchObject({ mouse: 'none', alternateScreen: false });

  const unknown = await app.run('replay', 'nobody');
  expect(unknown).toMatchObject({
    code: 2,
    stderr:
      'wtmux: nothing is recorded of "nobody"; `wtmux replay --list` shows what is\n',
  });
});

it('records nothing when the settings say so', async () => {
  await using app = await wtmux();
  const folder = join(app.repo.outside, 'config', 'wtmux');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'config.yaml'), 'recording: off\n');
  await app.run('new', 'Talk', '--detach', '--', 'sh', '-c', 'echo ready; exec cat');
  await expect
    .poll(async () => (await app.run('capture', 'talk')).stdout)
    .toBe('ready\n');
  await app.run('down', '--force');
  expect(await app.run('replay', '--list')).toMatchObject({
    stdout: '',
    stderr: 'nothing is recorded here yet\n',
  });
});
