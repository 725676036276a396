/**
 * What foreseeing and merging cost beside git's own commands, on repositories that are made
 * for it: many branches, and one wave into many files.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitId, waveId, workstreamId, type CommitId } from '../src/domain/ids.js';
import { PairCache } from '../src/engine/foresee/pair-cache.js';
import { inQuarantine } from '../src/engine/merge/quarantine.js';
import { mergeWave } from '../src/engine/merge/merge-wave.js';
import { rollbackWave } from '../src/engine/merge/rollback.js';
import {
  UNDECIDED,
  type MergeContext,
  type WaveMember,
} from '../src/engine/merge/request.js';
import { openRepository } from '../src/git/repository.js';
import type { Pair } from '../src/git/merged-tree.js';

export type Foreseeing = {
  readonly branches: number;
  readonly pairs: number;
  readonly allMs: number;
  /** After one branch moved. */
  readonly oneRowMs: number;
};

/** Every branch changes `files` files, the first two of them the same as all others. */
export async function foreseeing(branches: number, files: number): Promise<Foreseeing> {
  using place = scratch();
  const repo = grow(place.folder, {
    files: 3000,
    branches: branches + 1,
    changed: files,
  });
  const context = await contextOf(place.folder);
  const cache = new PairCache();
  const run = (tips: readonly CommitId[]) =>
    timed(() =>
      cache.outcomes(pairsOf(tips), (merge) =>
        inQuarantine(context, ({ repo: place }) => merge(place)),
      ),
    );
  const [moved, ...tips] = repo.tips;
  const allMs = await run(tips);
  const oneRowMs = await run([...tips.slice(1), ...(moved ? [moved] : [])]);
  return { branches, pairs: pairsOf(tips).length, allMs, oneRowMs };
}

export type Merging = { readonly gitMs: number; readonly wtmuxMs: number };

/** Seven workstreams of 50 files each into 20,000 files, without gates, in each round. */
export async function merging(rounds: number): Promise<readonly Merging[]> {
  using place = scratch();
  const { git, tips } = grow(place.folder, { files: 20_000, branches: 7, changed: 50 });
  const context = await contextOf(place.folder);
  const found: Merging[] = [];
  // The first one loads code that an engine has loaded long before.
  for (let round = 0; round <= rounds; round++) {
    const gitMs = await timed(() => Promise.resolve(mergeBare(git, tips, round)));
    const wave = waveId(`W${round}`);
    const wtmuxMs = await timed(async () => {
      const report = await mergeWave(context, requestOf(wave, tips.length));
      if (report.state !== 'landed') throw new Error(report.blockedBy ?? report.state);
    });
    await rollbackWave(context, wave);
    if (round > 0) found.push({ gitMs, wtmuxMs });
  }
  return found;
}

type Git = (args: readonly string[], input?: string) => string;

/** What git itself needs for the same: a tree and a commit each, and one ref. */
function mergeBare(git: Git, tips: readonly CommitId[], round: number): void {
  const start = git(['rev-parse', 'main']);
  const end = tips.reduce((current, tip) => {
    const tree = git(['merge-tree', '--write-tree', current, tip]);
    return git(['commit-tree', '-p', current, '-p', tip, '-m', `bare ${round}`, tree]);
  }, start);
  git(['update-ref', `refs/heads/bare${round}`, end]);
}

function requestOf(wave: ReturnType<typeof waveId>, count: number) {
  const members = Array.from({ length: count }, (_, index): WaveMember => {
    const id = workstreamId(`ws${index}`);
    return {
      type: 'workstream',
      id,
      branch: id,
      worktree: undefined,
      holds: [id],
      needs: [],
    };
  });
  const scratch = { setup: undefined, timeoutMs: 1000, copy: [] };
  const none = {
    landed: [],
    needs: [],
    rules: [],
    gates: [],
    fastForward: false,
    scratch,
    onRed: 'stop',
    decisions: UNDECIDED,
  } as const;
  return { ...none, wave, target: 'integration', from: 'main', members };
}

async function contextOf(folder: string): Promise<MergeContext> {
  const repo = await openRepository(join(folder, 'repo'));
  if (!repo.ok) throw new Error(repo.failure.why);
  return {
    repo: repo.value,
    paths: { state: join(folder, 'state'), repository: join(folder, 'repo/.git/wtmux') },
    env: process.env,
    now: Date.now,
    agreed: () => Promise.resolve(true),
  };
}

function pairsOf(tips: readonly CommitId[]): readonly Pair[] {
  return tips.flatMap((one, index) =>
    tips.slice(index + 1).map((other): Pair => [one, other]),
  );
}

type Size = {
  readonly files: number;
  readonly branches: number;
  readonly changed: number;
};

/** Files of 20 lines, a hundred in a folder, packed as a repository in use is. */
function grow(folder: string, { files, branches, changed }: Size) {
  const repo = join(folder, 'repo');
  const who = ['-c', 'user.name=Bench', '-c', 'user.email=bench@localhost'];
  const git: Git = (args, input) =>
    execFileSync('git', [...who, ...args], {
      cwd: repo,
      encoding: 'utf8',
      maxBuffer: 1e9,
      ...(input === undefined ? {} : { input }),
    }).trim();
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', repo]);
  git(['config', 'user.name', 'Bench']);
  git(['config', 'user.email', 'bench@localhost']);
  git(['config', 'gc.auto', '0']);
  const base = commit(
    'main',
    '',
    range(files).map((file) => [file, body(file)]),
  );
  const work = range(branches).map((branch) =>
    commit(
      `ws${branch}`,
      'from refs/heads/main\n',
      filesOf(branch, { files, branches, changed }).map((file) => [
        file,
        body(file, { line: branch % LINES, text: `by ${branch}` }),
      ]),
    ),
  );
  git(['fast-import', '--quiet'], [base, ...work].join(''));
  git(['reset', '--hard', '--quiet']);
  const tips = range(branches).map((branch) =>
    commitId(git(['rev-parse', `ws${branch}`])),
  );
  return { git, tips };
}

/** Two files that all branches change, in lines of their own, and the rest apart. */
function filesOf(branch: number, { files, changed }: Size): readonly number[] {
  return range(changed).map((n) =>
    n < SHARED ? n : SHARED + ((branch * changed + n) % (files - SHARED)),
  );
}

const SHARED = 2;
const LINES = 20;

function body(file: number, change?: { readonly line: number; readonly text: string }) {
  const line = (n: number) => (n === change?.line ? change.text : `line ${n} of ${file}`);
  return range(LINES).map(line).join('\n\n\n');
}

function commit(
  branch: string,
  from: string,
  files: readonly (readonly [number, string])[],
): string {
  const changes = files.map(([file, text]) => {
    const path = `d${Math.floor(file / 100)}/f${file}`;
    return `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  });
  const who = 'committer Bench <bench@localhost> 1700000000 +0000';
  return `commit refs/heads/${branch}\n${who}\ndata 4\nwork\n${from}${changes.join('')}\n`;
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

async function timed(job: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await job();
  return performance.now() - begin;
}

function scratch(): Disposable & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'wtmux-waves-'));
  return {
    folder,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
