import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import { expect, it } from 'vitest';
import type { Report } from '../../src/domain/status.js';
import { wtmux } from '../helpers/wtmux.js';

it('brings seven workstreams to main in five waves without a person', async () => {
  await using app = await wtmux();
  const run = await app.run('demo', '--auto', '--json', '--keep', '--speed', '20');
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
    faster: report.speedup > 1,
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
    faster: true,
  });

  const git = simpleGit(await scratchRepository(app.env['XDG_STATE_HOME'] ?? ''));
  const merges = await git.raw('log', '--merges', '--format=%s|%P', 'main');
  const workstreams = merges.matchAll(/^Merge workstream (\w+) .*\|\w+ \w+$/gm);
  const merged = [...workstreams].map(([, id]) => id);
  expect(new Set(merged)).toEqual(new Set(report.workstreams.map(({ id }) => id)));
  expect((await git.status()).isClean()).toBe(true);
  expect(await git.raw('rev-parse', 'main')).toBe(`${report.waves.at(-1)?.commit}\n`);
});

it('leaves nothing behind when nobody asks it to', async () => {
  await using app = await wtmux();
  const { code } = await app.run('demo', '--auto', '--json', '--speed', '100');
  const folder = join(app.env['XDG_STATE_HOME'] ?? '', 'wtmux/demo');
  expect({ code, left: await readdir(folder) }).toEqual({ code: 0, left: [] });
});

async function scratchRepository(state: string): Promise<string> {
  const [name = ''] = await readdir(join(state, 'wtmux/demo'));
  return join(state, 'wtmux/demo', name, 'docimport');
}
