import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MergeReport } from '../../../src/domain/merge.js';
import { mergeWave, resumeWave } from '../../../src/engine/merge/merge-wave.js';
import { aRepo } from '../../helpers/repo.js';
import { random } from '../../helpers/random.js';
import { branches, contextOf, gate, wave } from './wave.js';

/** Seeds that once failed stay here; the others are new on every run. */
const regressions: readonly number[] = [];
const fresh = Array.from({ length: 8 }, () => Math.floor(Math.random() * 1e6));

/** Longer than a whole merge takes, so that some kills come after its end. */
const LATEST_MS = 500;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wtmux-kill-'));
  await build({
    entryPoints: [join(import.meta.dirname, 'killed-process.ts')],
    outfile: join(folder, 'merge.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: `node${process.versions.node}`,
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'silent',
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each([...regressions, ...fresh])(
  'killed at any instant, a wave lands whole when it is asked for again (seed %i)',
  async (seed) => {
    await using repo = await aRepo();
    await branches(repo, { td1: { a: 'a\n' }, td2: { b: 'b\n' }, td3: { c: 'c\n' } });
    const chance = random(seed);
    await mergeAndKill(repo, {
      afterMs: chance.between(0, LATEST_MS),
      withChildren: chance.chance(0.5),
    });

    const context = await contextOf(repo);
    const asked = wave(['td1', 'td2', 'td3'], { gates: [gate('sleep 0.05')] });
    await resumeWave(context, asked.wave);
    const report = await withoutLocks(() => mergeWave(context, asked));

    expect([report.state, report.blockedBy]).toEqual(['landed', null]);
    const merges = await repo.git.raw('log', '--merges', '--format=%P', 'integration');
    expect(merges.trim().split('\n')).toHaveLength(3);
    expect(await repo.git.raw('status', '--porcelain')).toBe('');
    expect(await repo.git.raw('worktree', 'list')).not.toContain('gates');
    expect(await readdir(join(repo.folder, '.git/worktrees')).catch(() => [])).toEqual(
      [],
    );
    await repo.git.raw('fsck', '--strict');
  },
);

/** A git that was killed leaves its lock, which is reported; a person then deletes it. */
async function withoutLocks(merge: () => Promise<MergeReport>): Promise<MergeReport> {
  const report = await merge();
  const [, lock] = /^(.+\.lock) is in the way/.exec(report.blockedBy ?? '') ?? [];
  if (lock === undefined) return report;
  await rm(lock);
  return withoutLocks(merge);
}

/** With its children, a git command is torn in the middle; alone, it goes on without us. */
async function mergeAndKill(
  repo: { readonly folder: string; readonly outside: string },
  kill: { readonly afterMs: number; readonly withChildren: boolean },
): Promise<void> {
  const args = [join(folder, 'merge.mjs'), repo.folder, join(repo.outside, 'state')];
  const child = spawn(process.execPath, args, { stdio: 'ignore', detached: true });
  const ended = once(child, 'exit');
  const timer = setTimeout(() => {
    if (kill.withChildren && child.pid) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  }, kill.afterMs);
  const [code] = await ended;
  clearTimeout(timer);
  // It was killed or came to its end: one that breaks by itself would test nothing.
  expect([null, 0]).toContain(code);
}
