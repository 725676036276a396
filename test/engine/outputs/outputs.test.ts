import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitId, waveId, workstreamId } from '../../../src/domain/ids.js';
import { expectNothingLeftOpen } from '../../helpers/leaks.js';
import { plan as planOf, ws } from '../../workflow/a-plan.js';
import { anEngine } from '../an-engine.js';

/** Commits a file, says that it is done, and stays. */
const plan = (more: string) => `
version: 1
name: Week 2 (#7)
gates:
  shout: { run: "printf 'all \\\\033[1mwell\\\\033[m\\\\r\\\\n'" }
${more}
agents:
  worker:
    command: sh
    args:
      - -c
      - |
        echo text > made.txt && git add made.txt && git commit -qm work
        mkdir -p .claude/handoff
        printf '{"workstream":"A","status":"complete","files_created":["made.txt"]}' > .claude/handoff/a.tmp
        mv .claude/handoff/a.tmp .claude/handoff/a-complete.signal
        exec cat
workstreams:
  - { id: A, agent: worker, approval: none, owns: [made.txt] }
waves:
  - { id: one, members: [A], target: integration, gates: [shout] }
`;

const METADATA = '.worktrees/.metadata/A.json';
const RESULTS = '.workflow/outputs/week-2-7/A_results.json';
const SUMMARY = '.workflow/outputs/week-2-7/merge_summary.json';

type Engine = Awaited<ReturnType<typeof anEngine>>;

describe('what an engine writes for other tools', () => {
  expectNothingLeftOpen();

  it('lies in the git folder and follows the plan to its end', async () => {
    await using engine = await anEngine();
    const folder = join(engine.repo.folder, '.git/wtmux/outputs');
    await engine.up(plan(''));
    await land(engine);
    await tells(join(folder, METADATA), { status: 'merged', branch: 'workstream/a' });
    await tells(join(folder, RESULTS), {
      status: 'success',
      files_created: ['made.txt'],
      files_modified: [],
    });
    await tells(join(folder, SUMMARY), { status: 'success', merge_order: ['A'] });
    await tells(join(folder, '.workflow/outputs/week-2-7/execution_plan.json'), {
      execution_mode: 'parallel',
      parallel_viable: false,
      file_count: 1,
    });
    await expect
      .poll(() => existsSync(join(folder, '.workflow/post-mortem/week-2-7.md')))
      .toBe(true);
    await tells(join(folder, '.workflow/outputs/week-2-7/github_sub_issues.json'), {
      epic_issue: 7,
      sub_issues: { A: null },
    });
    const log = join(folder, '.workflow/outputs/week-2-7/validation/attempt_1.log');
    expect(await readFile(log, 'utf8')).toMatch(
      / passed of one\n.*\n\n--- shout\nall well\n$/,
    );
    expect(await engine.repo.git.raw('status', '--porcelain')).toBe('');
  });

  it('lies in the checkout where the plan says so, and makes it not dirty', async () => {
    await using engine = await anEngine();
    await engine.up(plan('compat: true'));
    await land(engine);
    await tells(join(engine.repo.folder, SUMMARY), { status: 'success' });
    await tells(join(engine.repo.folder, METADATA), { status: 'merged' });
    expect(await engine.repo.git.raw('status', '--porcelain')).toBe('');
    expect(existsSync(join(engine.repo.folder, '.git/wtmux/outputs'))).toBe(false);
  });

  it('leaves alone what somebody else wrote, what git tracks and what a link leads to', async () => {
    await using engine = await anEngine();
    const { folder, outside } = engine.repo;
    await engine.repo.commit({ [METADATA]: 'tracked' });
    await mkdir(join(folder, '.workflow/outputs/week-2-7'), { recursive: true });
    await writeFile(join(folder, RESULTS), 'mine');
    await mkdir(join(outside, 'elsewhere'));
    await symlink(join(outside, 'elsewhere'), join(folder, '.workflow/post-mortem'));
    await engine.up(plan('compat: true'));
    await land(engine);
    await tells(join(folder, SUMMARY), { status: 'success' });
    await expect
      .poll(() =>
        engine.notices.filter((text) => text.includes('left as it is')).toSorted(),
      )
      .toEqual([
        '.workflow/outputs/week-2-7/A_results.json is left as it is: it was not written by wtmux, or was changed since',
        '.workflow/post-mortem/.gitignore is left as it is: .workflow/post-mortem is no folder',
        '.workflow/post-mortem/week-2-7.md is left as it is: .workflow/post-mortem is no folder',
        '.worktrees/.metadata/A.json is left as it is: git tracks it',
      ]);
    expect(await readFile(join(folder, RESULTS), 'utf8')).toBe('mine');
    expect(await readFile(join(folder, METADATA), 'utf8')).toBe('tracked');
    expect(existsSync(join(outside, 'elsewhere/week-2.md'))).toBe(false);
  });

  it('is made again by the next engine, from the journal', async () => {
    await using engine = await anEngine({
      history: ({ folder }) => [
        {
          type: 'planTaken',
          plan: planOf([ws('A')], []),
          made: [
            {
              workstream: workstreamId('A'),
              path: join(folder, '../gone'),
              branch: 'workstream/A',
              start: commitId('0'.repeat(40)),
            },
          ],
        },
      ],
    });
    const folder = join(engine.repo.folder, '.git/wtmux/outputs');
    // Its worktree is gone, so that its agent cannot start.
    await tells(join(folder, '.workflow/outputs/week-2/A_results.json'), {
      status: 'failed',
      domain: 'A',
    });
    expect(JSON.parse(await readFile(join(folder, METADATA), 'utf8'))).toMatchObject({
      status: 'failed',
      base_branch: 'main',
    });
  });
});

async function land(engine: Engine): Promise<void> {
  await engine.shows('A done', 'one ready');
  const merge = {
    type: 'merge',
    wave: waveId('one'),
    by: 'me',
    fastForward: false,
  } as const;
  expect(await engine.peer.ask(merge)).toMatchObject({ value: { state: 'landed' } });
}

async function tells(file: string, fields: object): Promise<void> {
  const content = async (): Promise<unknown> =>
    existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : undefined;
  await expect.poll(content).toMatchObject(fields);
}
