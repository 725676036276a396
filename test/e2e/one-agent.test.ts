import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

const ECHOES = ['sh', '-c', 'echo ready; while read line; do echo "heard $line"; done'];

it('starts, steers, reads, stops and starts again one command on a branch of its own', async () => {
  await using app = await wtmux();
  const capture = async () => (await app.run('capture', 'listen-to-me')).stdout;

  const started = await app.run('new', 'Listen to me', '--', ...ECHOES);
  expect(started).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'listen-to-me: started\n',
  });
  await expect.poll(capture).toBe('ready\n');

  expect(await app.run('send', 'listen-to-me', 'good', 'morning')).toMatchObject({
    stdout: 'sent to listen-to-me\n',
    stderr: '',
  });
  await expect.poll(capture).toContain('heard good morning');

  expect((await app.run('ls')).stdout).toMatch(
    /^listen-to-me +\w+ +\w+ +quiet for \w+ +workstream\/listen-to-me +\S+listen-to-me\n$/,
  );
  expect(await app.repo.git.raw('worktree', 'list')).toContain(
    join(app.repo.outside, 'project.worktrees'),
  );

  expect((await app.run('down')).code).toBe(1);
  expect((await app.run('stop', 'listen-to-me')).code).toBe(0);
  // Refused until its end is on record.
  await expect.poll(async () => (await app.run('restart', 'listen-to-me')).code).toBe(0);
  await expect.poll(capture).toMatch(/^── started again .*\nready\n$/m);
  expect((await app.run('down', '--force')).code).toBe(0);
  await expect.poll(() => app.processes()).toEqual([]);
});

it('says what cannot be started, or named, and fails', async () => {
  await using app = await wtmux();
  expect(await app.run('new', 'nope', '--detach', '--', '/does/not/exist')).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'wtmux: nothing was started: cannot start /does/not/exist: no such executable file\n',
  });
  expect((await app.run('ls')).stdout).toBe('');
  expect(await app.run('new', '漢字', '--detach', '--', 'cat')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'wtmux: new: "漢字" has none of a-z and 0-9, of which its id is made; add some\n',
  });
  // One that ends in a moment was started all the same.
  const short = await app.run('new', 'short', '--detach', '--', 'false');
  expect(short).toMatchObject({ code: 0, stderr: 'short: started\n' });
});
