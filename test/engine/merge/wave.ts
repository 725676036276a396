/** The vocabulary of tests of waves: a repository with branches, and requests to merge them. */
import { join } from 'node:path';
import { assert } from '../../../src/base/assert.js';
import { waveId, workstreamId } from '../../../src/domain/ids.js';
import type { Gate, Resolution, Rule } from '../../../src/domain/plan.js';
import {
  UNDECIDED,
  type MergeContext,
  type WaveMember,
  type WaveRequest,
} from '../../../src/engine/merge/request.js';
import { openRepository } from '../../../src/git/repository.js';
import type { Files, Repo } from '../../helpers/repo.js';

/** A clock that stands still: what a merge makes depends on nothing else. */
const AT = Date.UTC(2026, 0, 2, 3, 4, 5);

export async function contextOf(
  repo: Repo,
  checkpoint?: (name: string) => void,
): Promise<MergeContext> {
  const opened = await openRepository(repo.folder);
  assert(opened.ok, 'a repository opens');
  return {
    repo: opened.value,
    paths: {
      state: join(repo.outside, 'state'),
      repository: join(repo.folder, '.git/wtmux'),
    },
    env: process.env,
    now: () => AT,
    agreed: () => Promise.resolve(true),
    ...(checkpoint ? { checkpoint } : {}),
  };
}

/** A wave of these branches onto `integration`, which starts from `main`. */
export function wave(
  branches: readonly string[],
  change: Partial<WaveRequest> = {},
): WaveRequest {
  return {
    wave: waveId('W1'),
    target: 'integration',
    from: 'main',
    members: branches.map((branch) => member(branch)),
    landed: [],
    needs: [],
    rules: [],
    gates: [],
    scratch: { setup: undefined, timeoutMs: 20_000, copy: [] },
    onRed: 'stop',
    fastForward: false,
    decisions: UNDECIDED,
    ...change,
  };
}

/** The workstream of a branch has its name, in capitals. */
export function member(branch: string, worktree?: string): WaveMember {
  const id = workstreamId(branch.toUpperCase());
  return { type: 'workstream', id, branch, worktree, holds: [id], needs: [] };
}

export function rule(path: string, resolve: Resolution): Rule {
  return { path, resolve, consult: [] };
}

export function gate(run: string, change: Partial<Gate> = {}): Gate {
  return {
    name: 'test',
    run,
    timeoutMs: 20_000,
    retries: 0,
    measure: undefined,
    ...change,
  };
}

/** Branches from `main`, each with one commit. */
export async function branches(
  repo: Repo,
  work: Readonly<Record<string, Files>>,
): Promise<void> {
  for (const [name, files] of Object.entries(work)) await repo.branch(name, files);
}

/** The history of `ref` as a drawing, the first line the newest. */
export async function history(repo: Repo, ref: string): Promise<string> {
  const args = ['log', '--graph', '--topo-order', '--format=%s', ref];
  const drawn = await repo.git.raw(...args);
  return drawn.replaceAll(/ +$/gm, '').trimEnd();
}

export async function show(repo: Repo, ref: string, path: string): Promise<string> {
  return repo.git.raw('show', `${ref}:${path}`);
}

/** Our refs, without their common beginning. */
export async function pins(repo: Repo): Promise<readonly string[]> {
  const listed = await repo.git.raw('for-each-ref', '--format=%(refname)', 'refs/wtmux');
  return listed
    .split('\n')
    .filter(Boolean)
    .map((ref) => ref.replace('refs/wtmux/waves/', ''));
}
