/** Workstreams are put on hold, by command and by key, and stay so when the engine is killed. */
import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

const PLAN = `
version: 1
maxSessions: 2
agents: { reads: { command: cat } }
workstreams:
  - { id: A, agent: reads, approval: none, priority: critical }
  - { id: B, agent: reads, approval: none, dependsOn: [A] }
  - { id: C, agent: reads, approval: none }
`;

it('pauses what is not critical, and resumes it by a key', async () => {
  await using app = await wtmux({ files: { 'wtmux.yaml': PLAN } });
  await app.run('up', '--yes', '--detach');
  await app.until((status) => stateOf(status, 'C') === 'working', 'C works');
  expect((await app.run('priority', 'B', 'first')).stderr).toBe(
    'B: number 1 of 1 that have yet to start\n',
  );
  const paused = await app.run('pause', '--non-critical', '--message', 'too dear');
  expect(paused.stderr).toBe(
    'B: on hold; `wtmux resume B` lets it go on\n' +
      'C: on hold; `wtmux resume C` lets it go on\n',
  );
  expect((await app.run('status')).stdout).toMatch(
    /C +on hold .*waits for `wtmux resume C` \(paused by tester: too dear\)/,
  );
  await app.kill('engine');
  await app.until((status) => stateOf(status, 'C') === 'held', 'C is still on hold');

  const opened = app.open([], { columns: 120, rows: 30 });
  await opened.shows(/‖ C [\s\S]*on hold/);
  await opened.shows(/\d . C /);
  opened.type(`{alt+${numberOf('C', opened.screen())}}{ctrl+space}p`);
  await app.until((status) => stateOf(status, 'C') === 'working', 'C goes on');
  // The key means what the console shows, and it may hear of it later than we do.
  await opened.shows(/● C /);
  opened.type('{ctrl+space}p');
  await app.until(
    ({ workstreams }) =>
      workstreams.some(({ id, hold }) => id === 'C' && hold?.by === 'tester'),
    'C is on hold again',
  );
  expect((await app.run('resume', '--all')).stderr).toBe('B: goes on\nC: goes on\n');
  expect(await app.run('resume', 'C')).toMatchObject({
    code: 1,
    stderr: 'wtmux: C is not on hold\n',
  });
});

type Shown = {
  readonly workstreams: readonly { readonly id: string; readonly state: string }[];
};

function stateOf({ workstreams }: Shown, id: string): string | undefined {
  return workstreams.find((one) => one.id === id)?.state;
}

/** The number that the sidebar gives a workstream's pane. */
function numberOf(id: string, screen: string): string {
  return new RegExp(`(\\d) . ${id} `).exec(screen)?.[1] ?? `none for ${id}`;
}
