import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commitId, workstreamId } from '../../../src/domain/ids.js';
import { ws } from '../../workflow/a-plan.js';
import { anEngine } from '../an-engine.js';

it('tells of a permission that a rule was giving when the engine was killed', async () => {
  const workstream = workstreamId('one');
  await using engine = await anEngine({
    history: async (repo) => {
      const path = join(repo.outside, 'one');
      const branch = 'workstream/one';
      await repo.git.raw('worktree', 'add', '-b', branch, path);
      const start = commitId(await repo.tip('main'));
      const made = { workstream, path, branch, start };
      return [
        { type: 'workstreamAdded', workstream: ws('one'), made },
        { type: 'parked' },
        { type: 'permissionGiving', workstream, asked: 'Bash git push', by: 'rule 1' },
      ];
    },
  });
  const given = async () =>
    (await engine.journal()).filter(({ type }) => type === 'permissionAnswered');
  await expect
    .poll(given)
    .toMatchObject([
      { workstream, asked: 'Bash git push', by: 'rule 1', given: true, unproven: true },
    ]);
});
