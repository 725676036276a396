import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import { expect, it } from 'vitest';
import type { Comparison } from '../../src/cli/demo-comparison.js';
import type { Report } from '../../src/domain/plan-report.js';
import { program, wtmux, type Wtmux } from '../helpers/wtmux.js';

it('brings seven workstreams to main in five waves without a person', async () => {
  await using app = await wtmux();
  const run = await app.run('demo', '--auto', '--json', '--keep', '--speed', '72');
  expect({ code: run.code, lines: run.stdout.trim().split('\n').length }).toEqual({
    code: 0,
    lines: 1,
  });

  const report: Report = JSON.parse(run.stdout);
  expect({
    workstreams: Object.fromEntries(
      report.workstreams.map(({ id, state }) => [id, state]),
    ),
    waves: report.waves.map(({ id, target, state }) => `${id} -> ${target}: ${state}`),
    sideBySide: report.criticalPathMs < report.sequentialMs,
  }).toEqual({
    workstreams: {
      TD1: 'landed',
      TD2: 'landed',
      TD3: 'landed',
      TD4: 'landed',
      WS1: 'landed',
      WS2: 'landed',
      WS3: 'landed',
    },
    waves: [
      'wave1-config -> integration/wave1-config: landed',
      'wave2-errors -> integration/wave1-config: landed',
      'wave3-client -> integration/wave1-config: landed',
      'wave4-batches -> integration/wave1-config: landed',
      'wave5-release -> main: landed',
    ],
    sideBySide: true,
  });

  const git = simpleGit(await scratchRepository(app.env['XDG_STATE_HOME'] ?? ''));
  const merges = await git.raw('log', '--merges', '--format=%s|%P', 'main');
  const workstreams = merges.matchAll(/^Merge workstream (\w+) .*\|\w+ \w+$/gm);
  const merged = [...workstreams].map(([, id]) => id);
  expect(new Set(merged)).toEqual(new Set(report.workstreams.map(({ id }) => id)));
  expect((await git.status()).isClean()).toBe(true);
  expect(await git.raw('rev-parse', 'main')).toBe(`${report.waves.at(-1)?.commit}\n`);
});

it('says which demonstrations there are', async () => {
  await using app = await wtmux();
  const run = await app.run('demo', 'weak', '--auto');
  expect({ code: run.code, said: run.stderr }).toEqual({
    code: 2,
    said: 'wtmux: there is no demonstration "weak"; there are: week, phases, feature, domains, tasks\n',
  });
});

it('shows another plan by its name, and leaves nothing behind', async () => {
  await using app = await wtmux();
  const run = await app.run('demo', 'domains', '--auto', '--json', '--speed', '100');
  const report: Report & { demo: Comparison } = JSON.parse(run.stdout);
  expect(report.demo).toMatchObject({
    name: 'domains',
    mostSpeedup: 2.33,
    byHand: { sequential: 70, parallel: 30, speedup: 2.33 },
  });
  expect({
    code: run.code,
    workstreams: report.workstreams.map(({ id, state }) => `${id} ${state}`),
    waves: report.waves.map(({ id, target, state }) => `${id} -> ${target}: ${state}`),
    left: await leftIn(app),
  }).toEqual({
    code: 0,
    workstreams: ['backend landed', 'frontend landed', 'database landed'],
    waves: ['domains -> main: landed'],
    left: [],
  });
});

it('leaves nothing behind when it is interrupted', async () => {
  await using app = await wtmux();
  const shown = app.open(['demo', '--auto']);
  await shown.shows('TD2: working');
  shown.type('{ctrl+c}');
  await shown.shows('interrupted by SIGINT');
  expect(await shown.ended()).toEqual({ code: 1, signal: undefined });
  expect(await leftIn(app)).toEqual([]);
});

it('comes back to the one that a person left', async () => {
  await using app = await wtmux();
  const state = app.env['XDG_STATE_HOME'] ?? '';
  for (const come of ['first', 'again']) {
    const shown = app.open(['demo', 'tasks']);
    await shown.shows(/^ SIDEBAR /m);
    shown.type('q');
    await shown.shows('--fresh begins another');
    expect([come, await shown.ended()]).toEqual([come, { code: 0, signal: undefined }]);
  }
  expect(await readdir(join(state, 'wtmux/demo'))).toHaveLength(1);

  const there = ['sh', '-c', 'cd "$1" && shift && exec "$@"', 'sh'];
  const down = [process.execPath, program, 'down', '--force'];
  const ended = app.start([...there, await scratchRepository(state), ...down]);
  expect((await ended.ended()).code).toBe(0);
});

/** What of any demonstration lies in the state's folder and among the sockets. */
async function leftIn({ env }: Wtmux): Promise<readonly string[]> {
  const state = join(env['XDG_STATE_HOME'] ?? '', 'wtmux');
  const folders = [
    state,
    join(state, 'demo'),
    join(state, 'ports'),
    join(env['XDG_RUNTIME_DIR'] ?? '', 'wtmux'),
  ];
  const names = await Promise.all(folders.map((folder) => readdir(folder)));
  return names.flat().filter((name) => name !== 'demo' && name !== 'ports');
}

async function scratchRepository(state: string): Promise<string> {
  const [name = ''] = await readdir(join(state, 'wtmux/demo'));
  return join(state, 'wtmux/demo', name, 'docimport');
}
