import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

const WORK = `
until [ -e "$1/go" ]; do sleep 0.05; done
mkdir -p .claude/handoff
echo '{"workstream":"first","status":"complete"}' > .claude/handoff/first-complete.signal
exec cat
`;

const plan = (folder: string) => `version: 1
agents:
  worker: { command: sh, args: [work.sh, '${folder}'] }
  waits: { command: sh, args: [-c, 'echo HERE; exec cat'] }
workstreams:
  - { id: first, agent: worker, approval: none }
  - { id: second, agent: waits, approval: none, dependsOn: [first] }
`;

it.each([
  ['takes the keyboard to the pane it was opened for, when that comes', '', 'PANE'],
  ['leaves the keyboard where a person has begun to use it', '{down}', 'SIDEBAR'],
])('a console %s', async (_rule, keys, place) => {
  await using app = await wtmux({ files: { 'work.sh': WORK } });
  const { outside } = app.repo;
  await writeFile(join(outside, 'plan.yaml'), plan(outside));
  await app.run('up', join(outside, 'plan.yaml'), '--detach', '--yes');

  const opened = app.open(['attach', 'second']);
  await opened.shows('first to be done');
  opened.type(keys);
  if (keys !== '') await opened.shows(/▌.*second/);
  await writeFile(join(outside, 'go'), '');
  await opened.shows('HERE');
  await opened.shows(new RegExp(`^ ${place} `, 'm'));
  await expect.poll(() => opened.screen()).toContain('2 second');
});
