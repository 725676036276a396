import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

const WORK = `
echo work > work.txt
git add work.txt && git commit --quiet -m work
mkdir -p .claude/handoff
echo '{"workstream":"one","status":"complete"}' > .claude/handoff/x.tmp
mv .claude/handoff/x.tmp .claude/handoff/one-complete.signal
exec sleep 1000
`;

/** The gate says that it has begun, and passes when it is told to. */
const plan = (folder: string) => `version: 1
agents: { worker: { command: sh, args: [work.sh] } }
gates:
  told: { run: 'touch ${folder}/began; until [ -e ${folder}/pass ]; do sleep 0.05; done' }
workstreams: [{ id: one, agent: worker, approval: none }]
waves: [{ id: all, members: [one], gates: [told] }]
`;

it('lands a wave whose engine was killed at its gate, and leaves nothing half done', async () => {
  await using app = await wtmux({ files: { 'work.sh': WORK } });
  const { outside, folder, git } = app.repo;
  await writeFile(join(outside, 'plan.yaml'), plan(outside));
  await app.run('up', join(outside, 'plan.yaml'), '--detach', '--yes');
  await app.until(({ waves }) => waves[0]?.state === 'ready', 'the wave is ready');

  const merging = app.run('merge', 'all', '--yes');
  await expect.poll(() => readdir(outside)).toContain('began');
  await app.kill('engine');
  expect(await merging).toMatchObject({ code: 1 });

  await writeFile(join(outside, 'pass'), '');
  await app.until(({ waves }) => waves[0]?.state === 'landed', 'the wave has landed');
  const parents = await git.raw('log', '-1', '--format=%P', 'integration/all');
  expect(parents.trim().split(' ')).toHaveLength(2);
  expect(await git.raw('worktree', 'list')).not.toContain('gate');
  expect(await readdir(join(folder, '.git/worktrees'))).toEqual(['one']);
});
