import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Gate, Scratch } from '../../../src/domain/plan.js';
import { mergeWave } from '../../../src/engine/merge/merge-wave.js';
import { aRepo, write, type Repo } from '../../helpers/repo.js';
import { branches, contextOf, gate, pins, wave } from './wave.js';

/** A wave of one branch, judged by `gates`. */
async function judged(
  gates: readonly Gate[],
  {
    scratch = wave([]).scratch,
    prepare,
  }: { scratch?: Scratch; prepare?: (repo: Repo) => Promise<void> } = {},
) {
  const repo = await aRepo();
  await branches(repo, { td1: { 'a.txt': 'a\n' } });
  await prepare?.(repo);
  const context = await contextOf(repo);
  const report = await mergeWave(context, wave(['td1'], { gates, scratch }));
  const worktrees = (await repo.git.raw('worktree', 'list')).trim().split('\n').length;
  return { repo, report, worktrees, [Symbol.asyncDispose]: repo[Symbol.asyncDispose] };
}

describe('gates', () => {
  it.each([
    ['exit status 0 passes', gate('test -f a.txt'), 'passed'],
    ['any other fails', gate('exit 3'), 'failed'],
    ['a command ended by a signal fails', gate('kill -9 $$'), 'failed'],
    [
      'a changed tracked file fails, though all went well',
      gate('echo b > a.txt'),
      'failed',
    ],
    ['a moved HEAD fails', gate('git commit -q --allow-empty -m x'), 'failed'],
    ['an untracked file passes: builds leave some', gate('echo b > built.txt'), 'passed'],
    ['a measure at its threshold passes', measured('60'), 'passed'],
    ['the last of several measures counts', measured('99 % \n coverage 59'), 'failed'],
    ['a measure below its threshold fails', measured('59.9'), 'failed'],
    ['no measure at all fails', { ...measured('60'), run: 'true' }, 'failed'],
    ['green on the second try is flaky, which passes', flaky(1), 'flaky'],
    ['tries are counted', flaky(0), 'failed'],
  ])('%s', async (_rule, gate, state) => {
    await using run = await judged([gate]);
    expect(run.report.gates.map((report) => report.state)).toEqual([state]);
    expect(run.report.state).toBe(state === 'failed' ? 'blocked' : 'landed');
    expect(run.worktrees).toBe(1);
  });

  it('fail when their pattern takes too long on what they printed', async () => {
    const slow = { pattern: '^(a+)+(\\d)', min: 1 };
    await using run = await judged([
      gate(`printf '${'a'.repeat(60)}c'`, { measure: slow }),
    ]);
    expect(run.report.gates).toMatchObject([
      { state: 'failed', why: '^(a+)+(\\d) took too long on its output' },
    ]);
  });

  it('tell what they measured, passed or not', async () => {
    for (const [printed, value] of [
      ['59.9', 59.9],
      ['71', 71],
    ] as const) {
      await using run = await judged([measured(printed)]);
      expect(run.report.gates).toMatchObject([{ measured: value }]);
    }
  });

  it('of which the plan gives no number of tries run once more, and flaky ones ask', async () => {
    await using run = await judged([flaky(undefined)]);
    expect(run.report).toMatchObject({
      state: 'blocked',
      gates: [{ state: 'flaky', why: 'it exited with 1' }],
      blockedBy:
        'gate test is flaky: it exited with 1, and green when it ran again on the same commit',
    });
  });

  it('run where the plan set up, beside copies of what git does not track', async () => {
    const scratch = {
      setup: 'echo set up >> done',
      timeoutMs: 20_000,
      copy: ['.env', 'deps'],
    };
    await using run = await judged([gate('cat .env deps/one done')], {
      scratch,
      prepare: (repo) =>
        write(repo.folder, {
          '.gitignore': 'deps\n.env\n',
          '.env': 'secret\n',
          'deps/one': '1\n',
        }),
    });
    expect(run.report.state).toBe('landed');
    expect(await readFile(run.report.gates[0]?.log ?? '', 'utf8')).toBe(
      'secret\n1\nset up\n',
    );
  });

  it.each([
    [
      'a set-up that fails',
      { setup: 'echo no >&2; exit 4' },
      'the set-up failed: it exited with 4',
    ],
    [
      'a set-up without end',
      { setup: 'sleep 1000', timeoutMs: 200 },
      'the set-up failed: it was ended after 200 ms',
    ],
    [
      'a file that is not there',
      { copy: ['.env'] },
      '.env, which gates need a copy of, is not in',
    ],
    ['a link out of the repository', { copy: ['out/x'] }, 'out/x leads out of'],
    [
      'a link of the commit in the way',
      { copy: ['link/x'] },
      'link/x leads out of the worktree',
    ],
  ])('cannot run with %s, and say so', async (_what, change, why) => {
    const scratch = { setup: undefined, timeoutMs: 20_000, copy: [], ...change };
    await using run = await judged([gate('true')], { scratch, prepare: withLinks });
    expect(run.report).toMatchObject({ state: 'blocked', gates: [{ state: 'errored' }] });
    expect(run.report.gates[0]?.why).toContain(why);
  });

  it('run in order on the candidate; a red one stops and changes nothing', async () => {
    const red = gate('echo broken >&2; exit 1', { name: 'lint', retries: 0 });
    await using run = await judged([gate('true'), red, gate('true', { name: 'never' })]);
    expect(run.report.gates.map(({ name, state }) => [name, state])).toEqual([
      ['test', 'passed'],
      ['lint', 'failed'],
      ['never', 'pending'],
    ]);
    const log = run.report.gates[1]?.log ?? '';
    expect(run.report.blockedBy).toBe(
      `gate lint failed: it exited with 1; its output: ${log}; ` +
        'mend it and merge again, or override it with a reason',
    );
    expect(await readFile(log, 'utf8')).toBe('broken\n\nwtmux: it exited with 1\n');
    expect(await pins(run.repo)).toEqual([]);
    expect((await run.repo.git.branchLocal()).all).toEqual(['main', 'td1']);
  });

  it('stand outside of every .git folder, without the caller in their environment', async () => {
    process.env['GIT_DIR'] = '/nowhere';
    try {
      await using run = await judged([
        gate('pwd; env | grep ^GIT_ ; git log -1 --format=%s'),
      ]);
      const log = await readFile(run.report.gates[0]?.log ?? '', 'utf8');
      const [folder, ...rest] = log.split('\n');
      expect(dirname(folder ?? '')).toBe(join(run.repo.outside, 'state/gates'));
      expect(rest).toEqual(['Merge workstream TD1 (td1) into integration', '']);
    } finally {
      delete process.env['GIT_DIR'];
    }
  });

  it('are ended after their time, with all that they started', async () => {
    const hangs = 'sleep 1000 & echo $!; wait';
    await using run = await judged([gate(hangs, { timeoutMs: 300 })]);
    const report = run.report.gates[0];
    expect(report?.state).toBe('failed');
    const log = await readFile(report?.log ?? '', 'utf8');
    expect(log).toContain('wtmux: it was ended after 300 ms');
    await expect.poll(() => isRunning(log.split('\n')[0] ?? '')).toBe(false);
  });

  it('do not run without consent, whoever began the wave', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' } });
    const context = await contextOf(repo);
    const asked: string[] = [];
    const agreed = (lines: readonly string[]) => {
      asked.push(...lines);
      return Promise.resolve(false);
    };
    const ran = join(repo.outside, 'ran');
    const request = wave(['td1'], { gates: [gate(`touch ${ran}`)] });
    const report = await mergeWave({ ...context, agreed }, request);
    expect(report).toMatchObject({ state: 'blocked', gates: [{ state: 'pending' }] });
    expect(report.blockedBy).toContain('`wtmux up` asks');
    expect(asked).toEqual([`touch ${ran}`]);
    expect(existsSync(ran)).toBe(false);
  });

  it('never run the hooks of the user', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' } });
    const hook = join(repo.folder, '.git/hooks/post-checkout');
    await writeFile(hook, '#!/bin/sh\ntouch "$0.ran"\n', { mode: 0o755 });
    const report = await mergeWave(
      await contextOf(repo),
      wave(['td1'], { gates: [gate('true')] }),
    );
    expect(report.state).toBe('landed');
    expect(await readdir(join(repo.folder, '.git/hooks'))).not.toContain(
      'post-checkout.ran',
    );
  });
});

/** A process that only waits to be reaped runs no more. */
async function isRunning(pid: string): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'State: Z');
  return !/^State:\s*Z/m.test(status);
}

function measured(printed: string): Gate {
  const measure = { pattern: String.raw`coverage (\d+(?:\.\d+)?)`, min: 60 };
  return gate(`printf 'coverage ${printed}\\n'`, { measure });
}

/** Red once, then green. */
function flaky(retries: number | undefined): Gate {
  return gate('test -f tried || { touch tried; exit 1; }', { retries });
}

/** A link that leads out of the repository, and one in the commit where the checkout has a folder. */
async function withLinks(repo: Repo): Promise<void> {
  await write(repo.outside, { 'elsewhere/x': 'x\n' });
  await symlink('../elsewhere', join(repo.folder, 'out'));
  await repo.git.raw('checkout', 'td1');
  await symlink('../..', join(repo.folder, 'link'));
  await repo.git.raw('add', '--verbose', 'link');
  await repo.git.raw('commit', '-m', 'link');
  await repo.git.raw('checkout', 'main');
  await mkdir(join(repo.folder, 'link'));
  await write(repo.folder, { 'link/x': 'x\n' });
}
