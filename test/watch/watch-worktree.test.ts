import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { watchWorktree } from '../../src/watch/watch-worktree.js';
import { aFolder } from '../helpers/folder.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';

describe('watchWorktree', () => {
  expectNothingLeftOpen();

  it.each([
    ['progress.md appears', 'tree/progress.md'],
    ['a signal is the first file of its folders', 'tree/.claude/handoff/a.signal'],
    ['a plan is written', 'tree/.claude/plan.md'],
    ['something is staged', 'git/index'],
    ['a commit is made', 'git/logs/HEAD'],
    ['another branch is checked out', 'git/HEAD'],
  ])('tells when %s', async (_what, path) => {
    await using place = await aPlace();
    await place.ready();
    await place.write(path);
    await expect.poll(place.changes).toBeGreaterThan(0);
  });

  it('tells of a signal that is renamed into place, and of its next version', async () => {
    await using place = await aPlace();
    await place.ready();
    await place.write('tree/.claude/handoff/a.signal.tmp');
    await rename(
      join(place.folder, 'tree/.claude/handoff/a.signal.tmp'),
      join(place.folder, 'tree/.claude/handoff/a.signal'),
    );
    await expect.poll(place.changes).toBeGreaterThan(0);
    const before = await place.settled();
    await place.write('tree/.claude/handoff/a.signal', 'next');
    await expect.poll(place.changes).toBeGreaterThan(before);
  });

  it('tells once that it watches, so that nothing written before is missed', async () => {
    await using place = await aPlace();
    await expect.poll(place.changes).toBe(1);
  });

  it('does not walk the tree', async () => {
    await using place = await aPlace();
    await place.ready();
    const before = await place.settled();
    await place.write('tree/node_modules/deep/file.js');
    await place.write('tree/src/main.ts');
    // The order of events is the order of writes: had the others counted, they would by now.
    await place.write('new');
    await rename(join(place.folder, 'new'), join(place.folder, 'tree/progress.md'));
    await expect.poll(place.changes).toBe(before + 1);
  });

  it('tells when the worktree is removed by hand', async () => {
    await using place = await aPlace();
    await place.ready();
    await rm(join(place.folder, 'tree'), { recursive: true });
    await expect.poll(place.removed).toBe(true);
  });
});

async function aPlace() {
  const folder = await aFolder();
  await mkdir(join(folder.path, 'tree'));
  await mkdir(join(folder.path, 'git', 'logs'), { recursive: true });
  await writeFile(join(folder.path, 'tree', '.git'), 'gitdir: ../git');
  let changes = 0;
  let removed = false;
  const errors: Error[] = [];
  const watching = watchWorktree({
    worktree: join(folder.path, 'tree'),
    gitDir: join(folder.path, 'git'),
    onChange: () => changes++,
    onRemoved: () => (removed = true),
    onError: (error) => errors.push(error),
  });

  async function write(path: string, text = 'text'): Promise<void> {
    await mkdir(join(folder.path, path, '..'), { recursive: true });
    await writeFile(join(folder.path, path), text);
  }

  /** Watching begins when the folders were listed: a first change shows that it did. */
  async function ready(): Promise<void> {
    let round = 0;
    await expect
      .poll(async () => {
        await write('git/HEAD', `ref ${round++}`);
        return changes;
      })
      .toBeGreaterThan(0);
    await settled();
    changes = 0;
  }

  /** The number of changes once no further one comes. */
  async function settled(): Promise<number> {
    let last = -1;
    await expect
      .poll(
        () => {
          const same = last === changes;
          last = changes;
          return same;
        },
        { interval: 150 },
      )
      .toBe(true);
    return changes;
  }

  return {
    folder: folder.path,
    changes: () => changes,
    removed: () => removed,
    write,
    ready,
    settled,
    async [Symbol.asyncDispose]() {
      watching[Symbol.dispose]();
      await folder[Symbol.asyncDispose]();
      expect(errors).toEqual([]);
    },
  };
}
