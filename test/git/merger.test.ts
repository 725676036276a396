import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { commitId } from '../../src/domain/ids.js';
import { mergeTree } from '../../src/git/merge-tree.js';
import { writeCommit } from '../../src/git/commit-writer.js';
import { aRepo, type Repo } from '../helpers/repo.js';
import { quarantine } from './opened.js';

const BY = { name: 'Test', email: 'test@localhost' };
const rest = { by: BY, date: '1790000000 +0000', message: '', sign: false };

it.each([
  ['as it is', ''],
  ['one that gathers far more before it answers', 'stdbuf -o65536 '],
])('merges a chain in one process of git: %s', async (_which, gathering) => {
  await using repo = await aRepo();
  const tips = await Promise.all(
    ['a', 'b', 'c'].map(async (name) =>
      commitId(await repo.branch(name, { [name]: `${name}\n` })),
    ),
  );
  const rival = commitId(await repo.branch('rival', { a: 'x\n' }));
  await repo.git.raw('checkout', '--orphan', 'alien');
  const alien = commitId(await repo.commit({ x: '3\n' }));
  await using place = await quarantine(repo);
  await using started = await gitThat(repo, gathering);

  let current = commitId(await repo.tip('main'));
  for (const tip of tips) {
    const merged = await mergeTree(place, current, tip);
    const tree = merged.ok ? merged.value.tree : '';
    const parents = [current, tip];
    const objects = join(repo.outside, 'objects');
    const made = await writeCommit({ repo: place, objects }, { ...rest, tree, parents });
    if (made.ok) current = made.value;
  }
  const conflict = await mergeTree(place, current, rival);
  expect(conflict).toMatchObject({ value: { conflicts: [{ path: 'a' }] } });
  expect(await started('merge-tree')).toBe(1);

  // What it cannot merge ends it, and another goes on.
  const [refused, same] = await Promise.all([
    mergeTree(place, current, alien),
    mergeTree(place, current, current),
  ]);
  expect(refused).toMatchObject({
    failure: { why: 'fatal: refusing to merge unrelated histories' },
  });
  expect(same).toMatchObject({ value: { conflicts: [] } });
  expect(await started('merge-tree')).toBe(2);
});

/** Puts another git before the one that is installed; counts the commands that it was given. */
async function gitThat(repo: Repo, gathering: string) {
  const before = process.env['PATH'] ?? '';
  const real = execFileSync('sh', ['-c', 'command -v git']).toString().trim();
  const log = join(repo.outside, 'log');
  const script = `#!/bin/sh\necho "$@" >> '${log}'\nexec ${gathering}'${real}' "$@"\n`;
  await writeFile(join(repo.outside, 'git'), script, { mode: 0o755 });
  process.env['PATH'] = `${repo.outside}${delimiter}${before}`;
  const started = async (command: string) =>
    (await readFile(log, 'utf8')).split('\n').filter((line) => line.includes(command))
      .length;
  return Object.assign(started, {
    [Symbol.asyncDispose]() {
      process.env['PATH'] = before;
      return Promise.resolve();
    },
  });
}
