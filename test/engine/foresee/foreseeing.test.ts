import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conflictLines, sideLines } from '../../../src/cli/conflict-lines.js';
import type { Collision, Foresight } from '../../../src/domain/foresight.js';
import { commitId, type WorkstreamId } from '../../../src/domain/ids.js';
import type { Rule } from '../../../src/domain/plan.js';
import { Foreseeing } from '../../../src/engine/foreseeing.js';
import { aRepo, write, type Files, type Repo } from '../../helpers/repo.js';
import { plan, play, wave, ws } from '../../workflow/a-plan.js';
import { contextOf, rule } from '../merge/wave.js';

const rules: readonly Rule[] = [
  rule('log.txt', { type: 'union' }),
  rule('owned.txt', { type: 'owner', workstream: ws('C').id }),
];

describe('foreseeing', () => {
  it('shows the matrix with rules and the calmest order, and leaves no trace', async () => {
    await using repo = await aRepo();
    const all = await atWork(repo, {
      A: { x: 'a\n', 'log.txt': 'a\n', 'owned.txt': 'a\n' },
      B: { x: 'b\n', 'log.txt': 'b\n', 'owned.txt': 'b\n' },
      C: { other: 'c\n' },
    });
    await repo.commit({ other: 'main\n' });
    const before = await readdir(join(repo.folder, '.git'), { recursive: true });

    const foresight = await all.conflicts();

    expect(`\n${conflictLines(foresight, plain).join('\n')}`).toBe(`
     1 2 3 target
1 A  \\ 2 ·      ·
2 B  2 \\ ·      ·
3 C  · · \\      1

A × B     log.txt    contents, decided by union
          owned.txt  contents, no rule decides
          x          contents, no rule decides
main × C  other      contents, no rule decides
one: merged as A, C, B, 1 fewer need a person`);
    expect(await readdir(join(repo.folder, '.git'), { recursive: true })).toEqual(before);
    expect(await readdir(join(repo.outside, 'state'))).toEqual([]);
  });

  it('puts the two sides of a pair side by side, in whichever order it is named', async () => {
    await using repo = await aRepo();
    // What A makes of the tenth line stands in its file twice, and above it a line is new.
    await repo.commit({ 'é.txt': withTenth('ten'), 'gone.txt': 'old\n' });
    const all = await atWork(repo, {
      A: { 'é.txt': `0\n${withTenth('X')}`, 'gone.txt': null },
      B: { 'é.txt': withTenth('10\n10a'), 'gone.txt': 'new\n' },
    });
    const foresight = await all.conflicts({ pair: ['B', 'A'] });
    expect(`\n${sideLines(foresight, { ...plain, columns: 43 }).join('\n')}`).toBe(`
gone.txt  modify/delete, no rule decides
A                    │ B
─────────────────────┼─────────────────────
                     │ 1 new

é.txt  contents, no rule decides
A                    │ B
─────────────────────┼─────────────────────
11 X                 │ 10 10
                     │ 11 10a
`);
  });

  it('says where a side stands in a file of one line over and over', async () => {
    await using repo = await aRepo();
    const zeros = '0\n'.repeat(20_000);
    await repo.commit({ x: `${zeros}m\n${zeros}` });
    const all = await atWork(repo, {
      A: { x: zeros + zeros + '0\n'.repeat(10_000) },
      B: { x: `${zeros}n\n${zeros}` },
    });
    const { clashes } = await all.conflicts({ pair: ['A', 'B'] });
    const hunks = [{ oursAt: 20_001, theirsAt: 20_001 }];
    expect(clashes).toMatchObject([{ conflicts: [{ hunks }] }]);
  });

  it('sees uncommitted work when it is asked to', async () => {
    await using repo = await aRepo();
    const { folder, git } = await repo.worktree('workstream/B');
    const all = await atWork(repo, { A: { x: 'a\n' } }, { B: folder });
    await write(folder, { x: 'b\n' });
    expect((await all.conflicts()).clashes).toEqual([]);
    const foresight = await all.conflicts({ uncommitted: true });
    expect(foresight.clashes).toMatchObject([
      { ours: { name: 'A' }, theirs: { name: 'B' }, conflicts: [{ path: 'x' }] },
    ]);
    const held = foresight.workstreams.map(({ id, uncommitted }) => [id, uncommitted]);
    expect(held).toEqual([
      ['A', false],
      ['B', true],
    ]);
    expect(await git.raw('status', '--porcelain')).toBe('?? x\n');
  });

  it.each([
    [['A', 'Z'], '"Z" is nothing that will be merged; known: main, A, B'],
    [['A', 'A'], 'A and A never meet: name two workstreams, or one and its target'],
  ] as const)('says what is wrong with the pair %j', async (pair, message) => {
    await using repo = await aRepo();
    const all = await atWork(repo, { A: { a: '' }, B: { b: '' } });
    await expect(all.conflicts({ pair })).rejects.toThrow(message);
  });

  it('tells of unrelated histories, and of nothing else less for it', async () => {
    await using repo = await aRepo();
    const all = await atWork(repo, { A: { x: 'a\n' }, B: { x: 'b\n' }, C: { c: '' } });
    await repo.git.raw('checkout', '--orphan', 'alien');
    const alien = await repo.commit({ z: '' });
    await repo.git.raw('branch', '--force', 'workstream/C', alien);
    const said = (await all.conflicts()).clashes.map(
      ({ ours, theirs, why }) => `${ours.name} ${theirs.name}: ${why ?? 'conflicts'}`,
    );
    const unrelated = 'fatal: refusing to merge unrelated histories';
    expect(said).toEqual([
      'A B: conflicts',
      `main C: ${unrelated}`,
      `A C: ${unrelated}`,
      `B C: ${unrelated}`,
    ]);
  });

  it('warns when two begin to collide, once, and takes it back', async () => {
    await using repo = await aRepo();
    const all = await atWork(repo, { A: { x: 'a\n' }, B: { y: 'b\n' } });
    await all.looked(1);
    await advance(repo, 'B', { x: 'b\n' });
    await all.looked(2);
    await advance(repo, 'B', { z: 'z\n' });
    await all.looked(3);
    expect(all.collisions()).toEqual(['A with B in x', 'B with A in x']);
    await advance(repo, 'B', { x: 'a\n' });
    await all.looked(4);
    expect(all.collisions()).toEqual([]);
    expect(all.notices).toEqual(['A and B collide in x']);
  });
});

const plain = {
  columns: Number.POSITIVE_INFINITY,
  paint: (_: unknown, text: string) => text,
};

function withTenth(line: string): string {
  return `1\nX\n3\n4\n5\n6\n7\n8\n9\n${line}\n11\n12\n`;
}

type Work = Readonly<Record<string, Files>>;

/** Workstreams with a commit each, and others in worktrees of their own, all of one wave. */
async function atWork(repo: Repo, work: Work, worktrees: Record<string, string> = {}) {
  for (const [id, files] of Object.entries(work))
    await repo.branch(`workstream/${id}`, files);
  const start = commitId(await repo.tip('main'));
  const ids = [...Object.keys(work), ...Object.keys(worktrees)];
  const made = ids.map((id) => {
    const { id: workstream, branch } = ws(id);
    return { workstream, branch, path: worktrees[id] ?? '/nowhere', start };
  });
  const taken = plan(
    ids.map((id) => ws(id)),
    [wave(`one: ${ids.join(' ')} > main`)],
  );
  const { state } = play({ ...taken, rules }, [], made);

  const notices: string[] = [];
  const collisions = new Map<WorkstreamId, readonly Collision[]>();
  let failed = '';
  const { repo: opened, paths } = await contextOf(repo);
  const unused = {
    hostSocket: '',
    engineSocket: '',
    hookSocket: '',
    spool: '',
    recordings: '',
    ports: '',
  };
  const foreseeing = new Foreseeing({
    repo: opened,
    paths: { ...unused, ...paths },
    plan: { state },
    collisions,
    feed: { notify: (_level, text) => notices.push(text), changed: () => undefined },
    log: (line) => (failed += line),
  });

  return {
    notices,
    collisions: () =>
      [...collisions].flatMap(([id, all]) =>
        all.map((one) => `${id} with ${one.with} in ${one.path}`),
      ),
    /** Looks at the branches once more. */
    async looked(times: number): Promise<void> {
      foreseeing.look();
      await expect.poll(() => [foreseeing.looks, failed]).toEqual([times, '']);
    },
    async conflicts(
      more: { uncommitted?: boolean; pair?: readonly [string, string] } = {},
    ): Promise<Foresight> {
      const { uncommitted = false, pair = null } = more;
      const seen = await foreseeing.foresee({ type: 'conflicts', uncommitted, pair });
      if (!seen.ok) throw new Error(seen.failure.message);
      return seen.value;
    },
  };
}

async function advance(repo: Repo, id: string, files: Files): Promise<void> {
  await repo.git.raw('checkout', `workstream/${id}`);
  await repo.commit(files);
  await repo.git.raw('checkout', 'main');
}
