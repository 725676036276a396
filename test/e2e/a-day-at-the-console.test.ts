import { expect, it } from 'vitest';
import type { Status } from '../../src/domain/status.js';
import { wtmux } from '../helpers/wtmux.js';

it('approves, types, zooms, merges and comes back by keys alone', async () => {
  await using app = await wtmux({ demoDayMs: 500 });
  const opened = app.open(['up', '--yes'], { columns: 200, rows: 60 });

  await opened.shows(/❯ 1\. Yes, start coding[\s\S]*❯ 1\. Yes, start coding/);
  await app.until((status) => waiting(status).length === 4, 'four plans wait');
  // The key is about the plan of another while the console does not know of this one.
  await opened.shows(/\d \? TD2 /);
  opened.type(`{alt+${paneOf('TD2', opened.screen())}}{ctrl+space}a`);
  await opened.shows('Read every setting from it (`src/api_client.py`)');
  opened.type('a');
  await opened.shows('Plan approved, starting');

  opened.type('good morning');
  await opened.shows('❯ good morning');
  opened.type('{enter}');
  await opened.shows('> good morning');

  await opened.shows('on workstream/vector-store');
  opened.type('{ctrl+space}z');
  await opened.hides('on workstream/vector-store');
  opened.type('{ctrl+space}z');
  await opened.shows('on workstream/vector-store');

  await app.until(({ waves }) => waves[0]?.state === 'ready', 'the first wave is ready');
  await opened.shows('Tiled');
  opened.type('{ctrl+space}L');
  await opened.hides('Tiled');
  for (const [columns, rows] of [
    [80, 24],
    [120, 40],
  ] as const) {
    opened.resize(columns, rows);
    await opened.shows(/Waves ─+ [│├]/);
    await opened.shows('Done. The work is committed.');
  }

  opened.type('{ctrl+space}m');
  await opened.shows(/Merge wave1-config[\s\S]*3 commits, 3 files[\s\S]*No conflicts/);
  opened.type('y');
  await app.until(
    ({ waves }) => waves[0]?.state === 'landed',
    'the first wave has landed',
  );

  opened.type('{escape}');
  await opened.hides('Merge wave1-config');
  opened.type('{ctrl+space}d');
  expect(await opened.ended()).toEqual({ code: 0, signal: undefined });
  await opened.shows('detached');

  const again = app.open(['attach', 'TD2'], { columns: 120, rows: 40 });
  await again.shows('TD2 Config management');
  again.type('{ctrl+space}z');
  // On a busy machine the agent may be done before the greeting reaches it.
  await again.shows('> good morning');
  await again.shows('Done. The work is committed.');
});

function waiting({ workstreams }: Status) {
  return workstreams.filter(({ state }) => state === 'plan_review');
}

/** The number that the sidebar gives a workstream's pane. */
function paneOf(id: string, screen: string): string {
  return new RegExp(`(\\d) . ${id} `).exec(screen)?.[1] ?? `none for ${id}`;
}
