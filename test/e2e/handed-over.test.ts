/** Another agent goes on with a workstream, by keys. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

const PLAN = `
version: 1
name: handed
worktrees: ../{repo}.worktrees/{slug}
agents:
  first: { command: sh, args: [-c, 'echo first is here; exec cat'] }
  second:
    command: sh
    args: [-c, 'printf %s "$1" > told.tmp; mv told.tmp .told; echo second is here; exec cat', sh, '{prompt}']
workstreams:
  - { id: A, agent: first, approval: none, prompt: Parse the settings. }
`;

it('is handed over by key, with a word for who takes it', async () => {
  await using app = await wtmux({ files: { 'wtmux.yaml': PLAN } });
  expect(await app.run('up', '--yes')).toMatchObject({ code: 0 });
  const console = app.open(['attach', 'A'], { columns: 120, rows: 30 });
  await console.shows('first is here');
  await console.shows(/1 \S A /);
  console.type('{ctrl+space}A');
  await console.shows('Who goes on with A?');
  await console.shows('first, has it');
  // Shipped ones may be there or not; from any of them the last is the same way up.
  while (!console.screen().includes('› second')) {
    const before = console.screen();
    console.type('{down}');
    await expect.poll(() => console.screen()).not.toBe(before);
  }
  console.type('{enter}');
  await console.shows('Hand A to second');
  console.type('tests first{enter}');
  await console.shows('A: handed over to second');
  await console.shows('second is here');
  const told = join(app.repo.outside, 'project.worktrees/a/.told');
  expect(await readFile(told, 'utf8')).toContain('says: tests first');
});
