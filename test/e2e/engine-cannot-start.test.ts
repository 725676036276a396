import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

it.each([
  ['wtmux', []],
  ['attach with a name', ['attach', 'A']],
])('gives the terminal back and says why: %s', async (_command, args) => {
  await using app = await wtmux();
  await mkdir(join(app.repo.folder, '.git/wtmux/journal.jsonl'), { recursive: true });
  const opened = app.open(args);
  expect(await opened.ended()).toMatchObject({ code: 1 });
  await opened.shows(
    /^wtmux: The engine ended with 1 [^]*EISDIR[^]*; see [^]*engine\.log/m,
  );
  expect(opened.screen()).not.toMatch(/^ SIDEBAR /m);
});

it('tells also a person who has detached why the engine did not come', async () => {
  await using app = await wtmux();
  await mkdir(join(app.repo.folder, '.git/wtmux'));
  // An engine waits for whoever would write into it.
  execFileSync('mkfifo', [join(app.repo.folder, '.git/wtmux/journal.jsonl')]);
  const opened = app.open([]);
  await opened.shows('Starting…');
  const running = async () => (await app.processes()).map(({ command }) => command);
  await expect.poll(running).toContainEqual(expect.stringContaining('engine.js'));
  opened.type('{ctrl+space}d');
  await opened.hides('Starting…');
  await app.kill('engine');
  expect(await opened.ended()).toMatchObject({ code: 1 });
  await opened.shows('wtmux: The engine ended with SIGKILL');
});
