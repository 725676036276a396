/** What a workstream has changed is looked at before it is merged, by command and by key. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** As `less` does it takes Ctrl+C for itself. */
const PAGER = `
trap 'echo heard' INT
cat; echo shown
until read -r line < /dev/tty; do :; done
echo "left by $line"
`;

it('starts no program that the repository names, and is left by its pager alone', async () => {
  await using app = await wtmux({
    files: {
      'wtmux.yaml': PLAN,
      '.gitattributes': '*.txt diff=text',
      writes: WRITES,
      pager: PAGER,
    },
    env: { GIT_PAGER: 'sh ./pager' },
  });
  const ran = join(app.repo.outside, 'ran');
  const touch = join(app.repo.outside, 'touch.sh');
  await writeFile(touch, `#!/bin/sh\ntouch '${ran}'\n`, { mode: 0o755 });
  for (const name of ['diff.external', 'diff.text.textconv'])
    execFileSync('git', ['-C', app.repo.folder, 'config', name, touch]);
  await app.run('up', '--yes', '--detach');
  await app.until(
    ({ workstreams: [A] }) => A?.ahead === 1 && A.uncommitted === 2,
    'A has written',
  );
  // Whoever calls it may stand in another repository, as a hook of git does.
  const elsewhere = { GIT_DIR: '/nowhere' };
  expect((await app.runWith(elsewhere, 'diff', 'A')).stdout).toMatch(/\+not yet\n$/);

  const opened = app.open(['diff', 'A'], { columns: 80, rows: 24 });
  await opened.shows('shown');
  opened.type('{ctrl+c}');
  await opened.shows('heard');
  opened.type('q{enter}');
  await opened.shows('left by q');
  expect(existsSync(ran)).toBe(false);
});

it('takes no pager of the repository, and has the failure of one read', async () => {
  await using app = await wtmux({
    files: { 'wtmux.yaml': PLAN, writes: WRITES },
    env: { PAGER: 'head -1; echo this pager is broken; exit 3' },
  });
  const ran = join(app.repo.outside, 'ran');
  for (const name of ['core.pager', 'pager.diff'])
    execFileSync('git', ['-C', app.repo.folder, 'config', name, `touch '${ran}'; cat`]);
  await app.run('up', '--yes', '--detach');
  await app.until(
    ({ workstreams: [A] }) => A?.ahead === 1 && A.uncommitted === 2,
    'A has written',
  );
  const opened = app.open([], { columns: 100, rows: 24 });
  await opened.shows(/1 . A /);
  opened.type('D');
  await opened.shows(
    /changes of A +exited 1 .*x closes[\s\S]*diff --git[\s\S]*this pager is broken[\s\S]*pager ended with exit 3/,
  );
  opened.type('{ctrl+space}x');
  await opened.hides('changes of A');
  expect(existsSync(ran)).toBe(false);
});
