import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChoiceName } from '../../../src/domain/merge.js';
import { workstreamId } from '../../../src/domain/ids.js';
import type { Wave } from '../../../src/domain/plan.js';
import {
  decideWave,
  mergeWave,
  resumeWave,
} from '../../../src/engine/merge/merge-wave.js';
import type { WaveRequest } from '../../../src/engine/merge/request.js';
import { aRepo, type Files, type Repo } from '../../helpers/repo.js';
import { branches, contextOf, gate, member, pins, wave } from './wave.js';

describe('a red gate', () => {
  it('is asked about step by step: find, leave out, land the rest', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { a: 'a\n' }, td2: { bad: 'x\n' }, td3: { c: 'c\n' } });
    const request = judged(repo, ['td1', 'td2', 'td3'], 'test ! -f bad');
    const context = await contextOf(repo);

    const red = await mergeWave(context, request);
    expect(red.blockedBy).toContain('gate test failed: it exited with 1');
    expect(names(red.choices)).toBe('find override again abort');

    const found = await decideWave(context, { ...request, decision: choose('find') });
    expect(found.blockedBy).toMatch(/^TD2 makes gate test red alone; gate test failed/);
    expect(names(found.choices)).toBe('eject override again abort');
    // Twice red on the whole, then base, TD1, TD1 and TD2 (twice): nothing is run again.
    expect(await runs(repo)).toBe(2 + 1 + 1 + 2 + 2);

    const rest = await decideWave(context, { ...request, decision: choose('eject') });
    expect(rest).toMatchObject({
      state: 'landed',
      leftOut: [{ id: 'TD2', why: 'TD2 makes gate test red alone' }],
      steps: [{ workstream: 'TD1' }, { workstream: 'TD3' }],
    });
    expect((await repo.git.raw('ls-tree', '--name-only', 'integration')).trim()).toBe(
      'README.md\na\nc',
    );
  });

  it('is searched for no culprit where the plan stops there, and says the ways on', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { a: 'a\n' } });
    const request = judged(repo, ['td1'], 'test ! -f a', { onRed: 'stop' });
    const context = await contextOf(repo);
    const red = await mergeWave(context, request);
    expect(red.blockedBy).toMatch(
      /^gate test failed: .*; mend it and merge again, or override it with a reason$/,
    );
    expect(names(red.choices)).toBe('override again abort');
    const decision = { ...choose('override'), reason: 'a is new' };
    const landed = await decideWave(context, { ...request, decision });
    expect(landed).toMatchObject({ state: 'landed', gates: [{ state: 'overridden' }] });
  });

  it.each([
    ['with what needs the culprit', 'test ! -f b', { d: 'b' }, 'b d', 'a c'],
    [
      'with the later of two that do not go together',
      'test ! -f a -o ! -f c',
      {},
      'c',
      'a b d',
    ],
    ['one culprit after the other', 'test ! -f a && test ! -f d', {}, 'a d', 'b c'],
  ])('is ejected by policy %s', async (_what, run, needs, gone, landed) => {
    await using repo = await aRepo();
    await branches(repo, { a: file('a'), b: file('b'), c: file('c'), d: file('d') });
    const request = judged(repo, ['a', 'b', 'c', 'd'], run, { onRed: 'eject', needs });
    const report = await mergeWave(await contextOf(repo), request);
    expect(report.blockedBy).toBeNull();
    expect(report.leftOut.map(({ id }) => id.toLowerCase()).join(' ')).toBe(gone);
    const listed = await repo.git.raw('ls-tree', '--name-only', 'integration');
    expect(listed.trim().split('\n').slice(1).join(' ')).toBe(landed);
  });

  it('that was red before the wave is nobody’s fault, whatever the policy', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: file('a') });
    const request = judged(repo, ['td1'], 'false', { onRed: 'eject' });
    const report = await mergeWave(await contextOf(repo), request);
    expect(report.blockedBy).toMatch(
      /^gate test is red on integration without any of its/,
    );
    expect(report.leftOut).toEqual([]);
    expect(await pins(repo)).toEqual([]);
  });

  it('is overridden with a name and a reason, for that tree alone', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: file('a') });
    const request = judged(repo, ['td1'], 'false');
    const context = await contextOf(repo);
    await mergeWave(context, request);
    await repo.git.raw('checkout', 'td1');
    await repo.commit({ more: 'more\n' });
    await repo.git.raw('checkout', 'main');
    const decision = { ...choose('override'), reason: 'known to be broken' };
    const silent = await decideWave(context, {
      ...request,
      decision: choose('override'),
    });
    expect(silent.blockedBy).toBe('an override needs a reason, which is recorded');
    const moved = await decideWave(context, { ...request, decision });
    expect(moved.state).toBe('blocked');
    const report = await decideWave(context, { ...request, decision });
    expect(report).toMatchObject({
      state: 'landed',
      gates: [
        {
          state: 'overridden',
          why: 'it exited with 1; overridden by me: known to be broken',
        },
      ],
    });
  });

  it('cannot be decided about when nothing waits for it', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: file('a') });
    const request = judged(repo, ['td1'], 'true');
    const report = await decideWave(await contextOf(repo), {
      ...request,
      decision: choose('override'),
    });
    expect(report.blockedBy).toBe('no gate of it waits for "override"');
  });

  it('is isolated to the same end after a kill at any step of the search', async () => {
    const points = new Set(['stale', 'run test', 'tried', 'judged', 'gate test']);
    await using repo = await aRepo();
    await branches(repo, { a: file('a'), b: file('b'), c: file('c') });
    const request = judged(repo, ['a', 'b', 'c'], 'test ! -f b', { onRed: 'eject' });
    let kills = 0;
    for (let report; report?.state !== 'landed';) {
      let left = ++kills;
      const context = await contextOf(repo, (name) => {
        if (points.has(name) && --left === 0) throw new Error('killed');
      });
      const go =
        kills === 1 ? mergeWave(context, request) : resumeWave(context, request.wave);
      report = await go.catch(() => undefined);
    }
    expect(kills).toBeGreaterThan(5);
    expect(await repo.git.raw('ls-tree', '--name-only', 'integration')).toBe(
      'README.md\na\nc\n',
    );
  });
});

function file(name: string): Files {
  return { [name]: `${name}\n` };
}

function choose(name: ChoiceName) {
  return { name, by: 'me', reason: '' };
}

function names(choices: readonly { readonly name: string }[]): string {
  return choices.map(({ name }) => name).join(' ');
}

type Policy = {
  readonly onRed?: Wave['onRed'];
  /** By branch, the one that it needs. */
  readonly needs?: Readonly<Record<string, string>>;
};

/** A wave with one gate, which counts its runs. */
function judged(
  repo: Repo,
  names: readonly string[],
  ...[run, { onRed = 'ask', needs = {} } = {}]: readonly [run: string, policy?: Policy]
): WaveRequest {
  const counted = `echo run >> ${join(repo.outside, 'runs')}; ${run}`;
  const members = names.map((name) => {
    const needed = needs[name];
    const ids = needed === undefined ? [] : [workstreamId(needed.toUpperCase())];
    return { ...member(name), needs: ids };
  });
  return wave([], { members, onRed, gates: [gate(counted, { retries: undefined })] });
}

async function runs(repo: Repo): Promise<number> {
  const text = await readFile(join(repo.outside, 'runs'), 'utf8');
  return text.trim().split('\n').length;
}
