/** What a workstream has changed is looked at before it is merged, by command and by key. */
import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

const PLAN = `
version: 1
agents: { writes: { command: sh, args: ['./writes'] } }
workstreams:
  - { id: A, agent: writes, approval: none }
  - { id: B, agent: writes, approval: none, dependsOn: [A] }
`;

const WRITES = `
echo committed > own.txt; git add own.txt; git commit -qm own
echo 'not yet' >> own.txt; echo 'not known to git' > new.txt; read wait
`;

it('shows its own changes, committed or not, in the pager of git', async () => {
  await using app = await wtmux({ files: { 'wtmux.yaml': PLAN, writes: WRITES } });
  await app.run('up', '--yes', '--detach');
  await app.until(
    ({ workstreams: [A] }) => A?.ahead === 1 && A.uncommitted === 2,
    'A has written',
  );
  const shown = await app.run('diff', 'a');
  expect(shown.stdout).toMatch(/\+not known to git\n[\s\S]*\+committed\n\+not yet\n$/);
  expect((await app.run('diff', 'A', '--stat')).stdout).toMatch(
    /^ new.txt \| 1 \+\n own.txt \| 2 \+\+\n/,
  );
  expect((await app.run('diff', 'B')).stdout).toBe('');

  const opened = app.open([], { columns: 80, rows: 24 });
  await opened.shows(/1 . A /);
  opened.type('D');
  await opened.shows(/changes of A[\s\S]*\+not known to git/);
  opened.type('q');
  await opened.shows(/SIDEBAR/);
  expect(opened.screen()).not.toContain('changes of A');
});
