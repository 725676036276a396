import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChoiceName } from '../../../src/domain/merge.js';
import { workstreamId } from '../../../src/domain/ids.js';
import {
  decideWave,
  leaveWave,
  mergeWave,
} from '../../../src/engine/merge/merge-wave.js';
import { clearQuarantines } from '../../../src/engine/merge/quarantine.js';
import type { WaveRequest } from '../../../src/engine/merge/request.js';
import { aRepo, isolatedGit, type Repo } from '../../helpers/repo.js';
import { branches, contextOf, pins, rule, show, wave } from './wave.js';

/** Joins both sides, ours first, by a program that is no shell's. */
const JOIN = `node -e "const f=require('fs');f.appendFileSync(process.argv[1],f.readFileSync(process.argv[2]))" %A %B`;

describe('a driver', () => {
  it('merges what its rule names, and is recorded in the commit', async () => {
    await using repo = await aConflict();
    const rules = [rule('*.lock', { type: 'driver', command: JOIN })];
    const report = await mergeWave(await contextOf(repo), request({ rules }));
    expect(report.blockedBy).toBeNull();
    expect(report.steps[1]?.resolved).toEqual([
      { path: 'x.lock', rule: `driver:${JOIN}` },
    ]);
    expect(await show(repo, 'integration', 'x.lock')).toBe('one\ntwo\n');
    const message = await repo.git.raw('log', '-1', '--format=%B', 'integration');
    expect(message).toContain('Wtmux-Resolved: "x.lock" driver:node -e');
  });

  it.each([
    ['fails', 'node -e process.exit(3)', 'its driver failed: it exited with 3'],
    ['is not there', 'no-such-program %A', 'its driver failed: there is no such program'],
    [
      'leaves markers',
      String.raw`node -e "require('fs').writeFileSync(process.argv[1],'<<<<<<< a\n=======\n>>>>>>> b\n')" %A`,
      'its driver failed: it left conflict markers',
    ],
    [
      'sees no shell',
      'node -e process.exit($(echo0)) %A',
      'its driver failed: it exited with 1',
    ],
  ])('that %s leaves the conflict open', async (_what, command, note) => {
    await using repo = await aConflict();
    const rules = [rule('*.lock', { type: 'driver', command })];
    const report = await mergeWave(await contextOf(repo), request({ rules }));
    expect(report.conflicts[0]?.note).toContain(note);
    expect(await pins(repo)).toEqual([]);
  });

  it('does not outlive its engine: the next one ends it', async () => {
    await using repo = await aConflict();
    const rules = [rule('*.lock', { type: 'driver', command: 'sleep 300' })];
    const context = await contextOf(repo);
    const killed = mergeWave(context, request({ rules })).catch(() => undefined);
    const { state } = context.paths;
    const process = async () => {
      const inside = await readdir(state, { recursive: true }).catch(() => []);
      const path = inside.find((one) => one.endsWith('/process'));
      return path && (await readFile(join(state, path), 'utf8'));
    };
    await expect.poll(process).toMatch(/^{"pid":\d+,"started":"\d+"}$/);
    const { pid } = JSON.parse((await process()) ?? '');

    await clearQuarantines(context);

    await expect.poll(() => existsSync(`/proc/${pid}/exe`)).toBe(false);
    await killed;
    expect(await readdir(state)).toEqual([]);
  });

  it('runs only with consent', async () => {
    await using repo = await aConflict();
    const rules = [rule('*.lock', { type: 'driver', command: JOIN })];
    const context = { ...(await contextOf(repo)), agreed: () => Promise.resolve(false) };
    const report = await mergeWave(context, request({ rules }));
    expect(report.conflicts[0]?.note).toContain('`wtmux up` asks');
  });
});

it('a manual rule names whom to ask', async () => {
  await using repo = await aConflict();
  const rules = [
    {
      ...rule('*', { type: 'manual' }),
      consult: [workstreamId('TD1'), workstreamId('TD9')],
    },
  ];
  const report = await mergeWave(await contextOf(repo), request({ rules }));
  expect(report.blockedBy).toContain('x.lock (with TD1; ask TD1, TD9)');
});

describe('a conflict that no rule decides', () => {
  it('is resolved in a worktree, taken when it is, and remembered', async () => {
    await using repo = await aConflict();
    const context = await contextOf(repo);
    const blocked = await mergeWave(context, request());
    expect(names(blocked.choices)).toBe('open hand eject again abort');

    const opened = await decide(repo, 'open');
    const folder = opened.conflictFolder ?? '';
    expect(await readFile(join(folder, 'x.lock'), 'utf8')).toContain('<<<<<<< HEAD');
    expect(names(opened.choices)).toBe('take hand eject again abort');
    const early = await decide(repo, 'take');
    expect(early.blockedBy).toContain('x.lock still has conflict markers');

    await writeFile(join(folder, 'x.lock'), 'both\n');
    await writeFile(join(folder, 'README.md'), '# of both\n');
    const taken = await decide(repo, 'take');
    expect(taken).toMatchObject({
      state: 'landed',
      steps: [{}, { resolved: [{ path: 'x.lock', rule: 'recorded' }] }],
    });
    expect(await show(repo, 'integration', 'x.lock')).toBe('both\n');
    expect(await show(repo, 'integration', 'README.md')).toBe('# of both\n');
    expect(await repo.git.raw('worktree', 'list')).not.toContain('conflict');

    // The same versions meet again, on another target.
    const again = await mergeWave(context, request({ target: 'other' }));
    expect(again.state).toBe('landed');
    await repo.git.raw('gc', '--prune=now', '--quiet');
    expect(await show(repo, 'other', 'x.lock')).toBe('both\n');
  });

  it('stands there alone: what rules settle is settled already', async () => {
    await using repo = await aRepo();
    await repo.commit({ news: '0\n', 'it\n"is" gone': '0\n', x: '0\n' });
    await branches(repo, {
      td1: { 'x.lock': 'one\n', news: 'one\n', 'it\n"is" gone': '1\n', x: '1\n' },
      td2: { 'x.lock': 'two\n', news: 'two\n', 'it\n"is" gone': null, x: '2\n' },
    });
    const rules = [
      rule('news', { type: 'union' }),
      rule('it*', { type: 'theirs' }),
      rule('x.lock', { type: 'driver', command: JOIN }),
    ];
    const wanted = request({ rules });
    const context = await contextOf(repo);
    expect((await mergeWave(context, wanted)).conflicts).toMatchObject([{ path: 'x' }]);
    const opened = await decideWave(context, { ...wanted, decision: choose('open') });
    const folder = opened.conflictFolder ?? '';
    const state = await isolatedGit(folder).raw('status', '--porcelain', '-z');
    expect(state.split('\0').filter(Boolean).toSorted()).toEqual([
      'D  it\n"is" gone',
      'M  news',
      'M  x.lock',
      'UU x',
    ]);
    await writeFile(join(folder, 'x'), 'both\n');
    const taken = await decideWave(context, { ...wanted, decision: choose('take') });
    expect(taken.state).toBe('landed');
    const { resolved } = taken.steps[1] ?? { resolved: [] };
    expect(resolved.map(({ path, rule: by }) => `${path} ${by}`).toSorted()).toEqual([
      'it\n"is" gone theirs',
      'news union',
      'x recorded',
      `x.lock driver:${JOIN}`,
    ]);
    const files = ['x', 'x.lock', 'news'].map((path) => show(repo, 'integration', path));
    expect(await Promise.all(files)).toEqual(['both\n', 'one\ntwo\n', 'one\ntwo\n']);
    await repo.git.raw('fsck', '--strict');
  });

  it('has as recorded what a person made other than its rule had it', async () => {
    await using repo = await aRepo();
    await repo.commit({ news: '0\n', x: '0\n' });
    await branches(repo, {
      td1: { news: 'one\n', x: '1\n' },
      td2: { news: 'two\n', x: '2\n' },
    });
    const wanted = request({ rules: [rule('news', { type: 'theirs' })] });
    const context = await contextOf(repo);
    const opened = await decideWave(context, { ...wanted, decision: choose('open') });
    const folder = opened.conflictFolder ?? '';
    await writeFile(join(folder, 'x'), 'both\n');
    await writeFile(join(folder, 'news'), 'better\n');
    const taken = await decideWave(context, { ...wanted, decision: choose('take') });
    const resolved = ['news', 'x'].map((path) => ({ path, rule: 'recorded' }));
    expect(taken).toMatchObject({ state: 'landed', steps: [{}, { resolved }] });
    expect(await show(repo, 'integration', 'news')).toBe('better\n');
  });

  it('stays one when it was opened before anybody tried to merge it', async () => {
    await using repo = await aConflict();
    const { conflicts } = await decide(repo, 'open');
    expect(conflicts).toMatchObject([{ path: 'x.lock' }]);
    expect(await decide(repo, 'take')).toMatchObject({ state: 'blocked', conflicts });
  });

  it('may be committed there, but nothing else', async () => {
    await using repo = await aConflict();
    await mergeWave(await contextOf(repo), request());
    const folder = (await decide(repo, 'open')).conflictFolder ?? '';
    const git = isolatedGit(folder);
    await writeFile(join(folder, 'x.lock'), 'both\n');
    await git.raw('commit', '-a', '--no-edit');
    await git.raw('commit', '--allow-empty', '-m', 'more');
    expect((await decide(repo, 'take')).blockedBy).toContain('has other commits than');
    await git.raw('reset', '--soft', 'HEAD~');
    expect(await decide(repo, 'take')).toMatchObject({ state: 'landed' });
  });

  it('leaves its member out, or waits, and its worktree goes', async () => {
    await using repo = await aConflict();
    await mergeWave(await contextOf(repo), request());
    await decide(repo, 'open');
    await leaveWave(await contextOf(repo), request().wave);
    expect(await repo.git.raw('worktree', 'list')).not.toContain('conflict');
    const rest = await decide(repo, 'eject');
    expect(rest).toMatchObject({
      state: 'landed',
      leftOut: [{ id: 'TD2', why: 'it conflicts' }],
    });
    expect(await show(repo, 'integration', 'x.lock')).toBe('one\n');
  });

  it('leaves its member out before anybody has tried to merge it', async () => {
    await using repo = await aConflict();
    expect(await decide(repo, 'eject')).toMatchObject({
      state: 'landed',
      leftOut: [{ id: 'TD2', why: 'it conflicts' }],
    });
    expect(await show(repo, 'integration', 'x.lock')).toBe('one\n');
  });

  it('is shown as mergiraf would have it, where that is installed and a rule allows it', async () => {
    await using repo = await aConflict();
    const bin = join(repo.outside, 'bin');
    await mkdir(bin);
    // A stand-in with the program's command line: merge --git BASE LEFT RIGHT -p PATH.
    await writeFile(join(bin, 'mergiraf'), '#!/bin/sh\ncat "$5" >> "$4"\n', {
      mode: 0o755,
    });
    const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}` };
    const rules = [rule('*', { type: 'mergiraf' })];
    const context = { ...(await contextOf(repo)), env };
    const wanted = request({ rules });
    expect((await mergeWave(context, wanted)).state).toBe('blocked');
    const opened = await decideWave(context, { ...wanted, decision: choose('open') });
    expect(opened.blockedBy).toContain('look at what mergiraf made of x.lock');
    const merged = await readFile(join(opened.conflictFolder ?? '', 'x.lock'), 'utf8');
    expect(merged).toBe('one\ntwo\n');
    const taken = await decideWave(context, { ...wanted, decision: choose('take') });
    expect(taken.state).toBe('landed');
  });
});

async function aConflict(): Promise<Repo> {
  const repo = await aRepo();
  await branches(repo, { td1: { 'x.lock': 'one\n' }, td2: { 'x.lock': 'two\n' } });
  return repo;
}

function request(change: Partial<WaveRequest> = {}): WaveRequest {
  return wave(['td1', 'td2'], change);
}

async function decide(repo: Repo, name: ChoiceName) {
  return decideWave(await contextOf(repo), { ...request(), decision: choose(name) });
}

function choose(name: ChoiceName) {
  return { name, by: 'me', reason: '' };
}

function names(choices: readonly { readonly name: string }[]): string {
  return choices.map(({ name }) => name).join(' ');
}
