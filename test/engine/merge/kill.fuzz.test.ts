import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MergeReport } from '../../../src/domain/merge.js';
import { mergeWave, resumeWave } from '../../../src/engine/merge/merge-wave.js';
import { removed } from '../../helpers/folder.js';
import { random, seeds } from '../../helpers/random.js';
import { aRepoInUse, everythingOfTheUser } from './in-use.js';
import { killedRequest, type Kind } from './killed-request.js';
import { contextOf } from './wave.js';

/** `KILLS=200 SEED=1 npx vitest run test/engine/merge/kill.fuzz` is a campaign to repeat. */
const KILLS = Number(process.env['KILLS'] ?? 2);

/** Seeds that once failed stay here. */
const regressions: readonly number[] = [];
const fresh = seeds(KILLS);

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
afterAll(() => removed(folder));

/** How long a merge of each kind takes on this machine: kills are spread over all of it. */
const lasts = new Map<Kind, number>();

it.each([...regressions, ...fresh])(
  'killed at any instant, a wave lands whole when it is asked for again (seed %i)',
  async (seed) => {
    const chance = random(seed);
    const kind: Kind = chance.chance(0.5) ? 'green' : 'red';
    await using repo = await aRepoInUse();
    const before = await everythingOfTheUser(repo);
    await mergeAndKill(repo, {
      kind,
      afterMs: chance.between(0, await lastsMs(kind)),
      withChildren: chance.chance(0.5),
    });

    const context = await contextOf(repo);
    const asked = killedRequest(kind);
    const resumed = await resumeWave(context, asked.wave);
    const report =
      resumed?.state === 'landed'
        ? resumed
        : await withoutLocks(() => mergeWave(context, asked));

    expect([report.state, report.blockedBy]).toEqual(['landed', null]);
    const listed = await repo.git.raw('ls-tree', '--name-only', 'integration');
    const own = kind === 'green' ? ['a.txt'] : [];
    expect(listed.trim().split('\n')).toEqual([
      'README.md',
      ...own,
      'c.txt',
      'shared.txt',
    ]);
    expect(await everythingOfTheUser(repo)).toEqual(before);
    expect(await readdir(join(repo.outside, 'state/gates')).catch(() => [])).toEqual([]);
    expect(await readdir(join(repo.folder, '.git/worktrees'))).toEqual(['topic']);
    await repo.git.raw('fsck', '--strict');
  },
);

async function lastsMs(kind: Kind): Promise<number> {
  const known = lasts.get(kind);
  if (known !== undefined) return known;
  await using repo = await aRepoInUse();
  const begin = performance.now();
  await mergeAndKill(repo, { kind, afterMs: 60_000, withChildren: false });
  const took = performance.now() - begin;
  lasts.set(kind, took);
  return took;
}

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
  kill: { readonly kind: Kind; readonly afterMs: number; readonly withChildren: boolean },
): Promise<void> {
  const state = join(repo.outside, 'state');
  const args = [join(folder, 'merge.mjs'), repo.folder, state, kill.kind];
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
