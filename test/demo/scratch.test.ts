import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readPlan } from '../../src/formats/plan-file.js';
import { gitIn } from '../../src/demo/git.js';
import { demos } from '../../src/demo/demos.js';
import { makeScratch } from '../../src/demo/scratch.js';
import { tasks } from '../../src/demo/tasks.js';
import { aFolder } from '../helpers/folder.js';

/** What a plan makes of a day, which is one of work, and of a minute. */
const UNITS = { d: 86_400_000, m: 60_000 } as const;

const agent = ['/opt/a node/bin/node', 'agent.js'] as const;

it('makes a clean repository whose plan can be read and whose gates pass', async () => {
  await using folder = await aFolder();
  const { repository, plan } = await makeScratch({
    folder: folder.path,
    demo: demos[0],
    unitMs: 10,
    agent: [...agent],
  });

  const read = readPlan(await readFile(plan, 'utf8'), {
    file: 'wtmux.yaml',
    defaultBase: 'main',
  });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  const git = gitIn(repository, 'Test');
  expect({
    status: await git('status', '--porcelain'),
    commits: (await git('log', '--format=%s')).trim().split('\n').length,
    waves: read.value.waves.map(({ id, members }) => [id, members.map((m) => m.id)]),
    agent: read.value.agents['demo'],
    branches: read.value.workstreams.map(({ branch }) => branch).toSorted(),
    days: tasks.reduce((sum, { units }) => sum + units, 0),
  }).toEqual({
    status: '',
    commits: 4,
    waves: [
      ['wave1-config', ['TD2']],
      ['wave2-errors', ['TD1', 'TD4']],
      ['wave3-client', ['WS1', 'TD3']],
      ['wave4-batches', ['WS2']],
      ['wave5-release', ['wave4-batches', 'WS3']],
    ],
    agent: { command: agent[0], args: ['agent.js', `${folder.path}/tasks.json`] },
    branches: tasks.map(({ branch }) => branch).toSorted(),
    days: 21,
  });
});

it.each(demos)('$name has a task of its length for each workstream', (demo) => {
  const text = demo.plan({ command: 'node', args: [] });
  const read = readPlan(text, { file: 'wtmux.yaml', defaultBase: 'main' });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  const planned = read.value.workstreams.map(({ id, branch, estimateMs = 0 }) => ({
    id: id as string,
    branch,
    units: estimateMs / UNITS[demo.unit],
  }));
  expect(demo.tasks.map(({ id, branch, units }) => ({ id, branch, units }))).toEqual(
    expect.arrayContaining(planned),
  );
  expect(demo.tasks).toHaveLength(planned.length);
});
