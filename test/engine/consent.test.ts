import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitId, workstreamId } from '../../src/domain/ids.js';
import type { Fact } from '../../src/engine/plan-keeper.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import type { Repo } from '../helpers/repo.js';
import { plan, ws } from '../workflow/a-plan.js';
import { anEngine } from './an-engine.js';

describe('consent', () => {
  expectNothingLeftOpen();

  it('is asked for commands of a journal that came with the repository', async () => {
    await using engine = await anEngine({ history: aPlanOfSomebodyElse });
    await engine.shows('A failed', 'B failed');
    expect(existsSync(join(engine.repo.folder, 'ran'))).toBe(false);
    expect(engine.status()?.workstreams[0]?.waitsFor).toContain('`wtmux up` asks');
  });
});

/** Its agents would write into the repository. */
async function aPlanOfSomebodyElse({ folder, git, tip }: Repo): Promise<readonly Fact[]> {
  const start = commitId(await tip('main'));
  const touch = ['touch', join(folder, 'ran')];
  const workstreams = [ws('A', { agent: 'evil' }), ws('B', { command: touch })];
  const agents = { evil: { command: 'touch', args: touch.slice(1) } };
  const made = [];
  for (const { id, branch } of workstreams) {
    const path = join(folder, '..', `project.worktrees/${id}`);
    await git.raw('worktree', 'add', '-b', branch, path);
    made.push({ workstream: workstreamId(id), path, branch, start });
  }
  return [{ type: 'planTaken', plan: { ...plan(workstreams), agents }, made }];
}
