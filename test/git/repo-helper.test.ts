import { expect, it } from 'vitest';
import { aRepo } from '../helpers/repo.js';

it('aRepo has branches and linked worktrees with commits of their own', async () => {
  await using repo = await aRepo();
  await repo.branch('agent', { 'src/a.txt': 'a\n' });
  const tree = await repo.worktree('agent');
  await tree.commit({ 'b.txt': 'b\n' }, 'second');
  const log = await repo.git.raw('log', '--format=%s', 'agent');
  expect(log).toBe('second\nwork of agent\nbegin\n');
});
