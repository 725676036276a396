import { describe, expect, it } from 'vitest';
import { commitId, workstreamId } from '../../../src/domain/ids.js';
import { ignoreFiles, outputFiles } from '../../../src/formats/outputs/output-files.js';
import type { GateReport } from '../../../src/domain/merge.js';
import { PlanMachine } from '../../../src/workflow/plan-machine.js';
import { reportOf } from '../../../src/workflow/report/report.js';
import { outcomeOf, type Found } from '../../../src/workflow/report/outcome.js';
import { fact } from '../../workflow/a-fact.js';
import { plan, play, wave, ws } from '../../workflow/a-plan.js';

const made = ['A', 'B'].map((id) => ({
  workstream: workstreamId(id),
  path: `/w/${id}`,
  branch: `workstream/${id}`,
  start: commitId('0'.repeat(40)),
}));

const nothing: Found = { work: new Map(), cleaned: new Map(), decision: null };

const taken = plan(
  [ws('A', { role: 'backend', gates: ['unit'] }), ws('B')],
  [wave('one: A'), wave('two: B')],
);

const worked: Found = {
  work: new Map([
    [
      workstreamId('A'),
      { commits: [commitId('a1')], created: ['a.ts', 'b.ts'], modified: ['README.md'] },
    ],
  ]),
  cleaned: new Map(),
  decision: null,
};

describe('what is written for other tools', () => {
  it.each([
    ['created', []],
    ['assigned', ['A cannot-start', 'A restarted']],
    ['in_progress', ['A runs']],
    ['in_progress', ['A runs', 'A plans r1']],
    ['failed', ['A runs', 'A exits 1']],
    ['completed', ['A runs', 'A completes', 'A green 2']],
    ['merged', ['A runs', 'A completes', 'A green 2', 'one merging', 'one lands']],
  ])('tells that a worktree is %s', (status, events) => {
    const one = plan([...taken.workstreams], taken.waves, status === 'created' ? 0 : 9);
    const files = filesOf(
      outputFiles(outcomeOf(play(one, events, made), nothing, 'w'), undefined),
    );
    expect(files['.worktrees/.metadata/A.json']).toMatchObject({
      name: 'A',
      path: '/w/A',
      branch: 'workstream/A',
      status,
    });
  });

  it('tells since when an agent has a worktree that it has yet to begin in', () => {
    const assigned = play(taken, ['A cannot-start', 'A restarted'], made);
    const files = filesOf(outputFiles(outcomeOf(assigned, nothing, 'w'), undefined));
    expect(files['.worktrees/.metadata/A.json']).toMatchObject({
      status: 'assigned',
      assigned_at: '1970-01-01T00:00:02.000Z',
    });
  });

  it('tells of a worktree that was put away when that was', () => {
    const cleaned = new Map([[workstreamId('A'), 9000]]);
    const outcome = outcomeOf(
      play(taken, ['A runs'], made),
      { ...nothing, cleaned },
      'w',
    );
    expect(
      filesOf(outputFiles(outcome, undefined))['.worktrees/.metadata/A.json'],
    ).toMatchObject({
      status: 'cleaned',
      created_at: '1970-01-01T00:00:00.000Z',
      assigned_at: '1970-01-01T00:00:01.000Z',
      cleaned_at: '1970-01-01T00:00:09.000Z',
    });
  });

  it('counts results anew, and keeps the place of one that is missing', () => {
    const played = play(taken, ['A runs', 'A completes', 'A green 2'], made);
    const files = filesOf(outputFiles(outcomeOf(played, worked, 'week-2'), undefined));
    expect(files['.workflow/outputs/week-2/phase1_parallel_results.json']).toEqual({
      phase: '1B',
      execution_mode: 'parallel',
      epic_id: 'week-2',
      timestamp: '1970-01-01T00:00:03.000Z',
      domains: ['A', 'B'],
      domain_results: {
        A: {
          status: 'success',
          worktree_path: '/w/A',
          worktree_branch: 'workstream/A',
          files_created: 2,
          files_modified: 1,
          result_file: '.workflow/outputs/week-2/A_results.json',
        },
        B: {
          status: 'missing',
          worktree_path: '/w/B',
          worktree_branch: 'workstream/B',
          files_created: 0,
          files_modified: 0,
          result_file: null,
        },
      },
      summary: {
        total_domains: 2,
        successful: 1,
        partial: 0,
        failed: 0,
        missing: 1,
        overall_status: 'partial',
      },
    });
    expect(files['.workflow/outputs/week-2/A_results.json']).toMatchObject({
      status: 'success',
      domain: 'A',
      agent_type: 'backend',
      files_created: ['a.ts', 'b.ts'],
      files_modified: ['README.md'],
      completion_timestamp: '1970-01-01T00:00:03.000Z',
    });
    expect(Object.keys(files)).not.toContain('.workflow/outputs/week-2/B_results.json');
  });

  it('tells of gates, conflicts and merges, and of the end', () => {
    const events = [
      'A runs',
      'A completes',
      'A red 2',
      'A completes-again 4',
      'A green 4',
      'one merging',
      'one blocked',
      'one decided abort',
    ];
    const blocked = play(taken, events.slice(0, 7), made);
    const files = filesOf(outputFiles(outcomeOf(blocked, nothing, 'w'), undefined));
    expect(files['.workflow/outputs/w/validation/A/result.json']).toMatchObject({
      status: 'success',
      attempts: 2,
      final_attempt_log: '.workflow/outputs/w/validation/A/attempt_2.log',
    });
    expect(files['.workflow/outputs/w/merge_conflicts.json']).toMatchObject({
      status: 'conflict',
      resolution_required: true,
      conflicted_domains: ['A', 'B'],
      next_steps: ['one: unruled'],
    });

    const ended = play(
      taken,
      [
        ...events,
        'one merging',
        'one lands',
        'B runs',
        'B completes',
        'two merging',
        'two lands',
      ],
      made,
    );
    const outcome = outcomeOf(ended, nothing, 'w');
    const waves = outcome.waves.map((one) => ({
      ...one,
      steps: one.id === 'one' ? [merged('A')] : [merged('one'), merged('B')],
    }));
    const last = outputFiles({ ...outcome, waves }, reportOf(ended, 14_000));
    expect(filesOf(last)['.workflow/outputs/w/merge_summary.json']).toMatchObject({
      status: 'success',
      merge_order: ['A', 'B'],
      merged_domains: ['A', 'B'],
      conflicts: [{ file: 'a.ts', wave: 'one', resolution: null }],
      completion_timestamp: '1970-01-01T00:00:14.000Z',
    });
    expect(filesOf(last)['.workflow/outputs/w/merge_conflicts.json']).toMatchObject({
      status: 'resolved',
    });
    expect(
      last.find(({ path }) => path === '.workflow/post-mortem/w.md')?.text,
    ).toContain('## What Worked Well');
  });

  it('keeps what gates printed with each attempt, and does not replace it by less', () => {
    const { machine, at } = started();
    machine.apply({ at: at(2), ...fact('A completes') });
    machine.apply({ at: at(3), ...red(2, 'failed') });
    const outcome = outcomeOf(machine, nothing, 'w');
    const [one] = outcome.workstreams;
    const [trial] = one?.trials ?? [];
    if (!one || !trial) throw new Error('nothing was tried');
    const gates = trial.gates.map((gate) => Object.assign(gate, { log: '/g0.log' }));
    const logsOf = (printed: ReadonlyMap<string, string>) => {
      const workstreams = [{ ...one, trials: [{ ...trial, gates, printed }] }];
      const files = outputFiles({ ...outcome, workstreams }, undefined);
      return files.filter(({ path }) => path.endsWith('A/attempt_1.log'));
    };
    const [whole] = logsOf(
      new Map([['g0', '\u001b]0;x\u0007\u001b[31m1 of 2\u001b[m\r\n\u0008']]),
    );
    expect(whole?.text.split('\n').slice(2)).toEqual([
      '',
      '--- g0',
      '1 of 2',
      '\u{fffd}',
      '',
    ]);
    expect(whole?.lessens).toBe(undefined);
    expect(logsOf(new Map())).toMatchObject([{ lessens: true }]);
  });

  it('tells which issue each workstream is, where the plan names some', () => {
    const numbered = plan([ws('A', { name: 'Fix &#38; route (#124)' }), ws('B')], []);
    const outcome = outcomeOf(play(numbered, [], made), nothing, 'w');
    const files = filesOf(outputFiles(outcome, undefined));
    expect(files['.workflow/outputs/w/github_sub_issues.json']).toEqual({
      epic_issue: null,
      sub_issues: { A: 124, B: null },
    });
  });

  it('tells what became of each try to mend what gates found', () => {
    const { machine, at } = started();
    machine.apply({ at: at(2), ...fact('A completes') });
    machine.apply({ at: at(3), ...red(2, 'failed', 'failed') });
    machine.apply({ at: at(4), ...fact('A completes-again 4') });
    machine.apply({ at: at(5), ...red(4, 'passed', 'failed', 'pending') });
    const outputs = () =>
      filesOf(outputFiles(outcomeOf(machine, nothing, 'w'), undefined));
    const folder = '.workflow/outputs/w/validation/A';
    expect(outputs()[`${folder}/fix_attempt_1.json`]).toEqual({
      epic_id: 'w',
      status: 'failed',
      attempt_number: 1,
      domain: 'A',
      agent_type: 'backend',
      validation_results: {
        g0: { status: 'passed', ms: 5 },
        g1: { status: 'failed', ms: 5 },
        g2: { status: 'skipped', ms: 5 },
      },
      fixes_applied: [
        { file: null, issue: 'g0: it exited with 1', fix: 'green in attempt 2' },
      ],
      remaining_issues: [
        { file: null, issue: 'g1: it exited with 1', blocker_reason: null },
      ],
      completion_timestamp: '1970-01-01T00:00:05.000Z',
    });
    machine.apply({ at: at(6), ...fact('A completes-again 6') });
    machine.apply({ at: at(7), ...red(6, 'failed') });
    expect(outputs()[`${folder}/fix_attempt_2.json`]).toMatchObject({
      status: 'failed',
      remaining_issues: [{ blocker_reason: 'tried as often as it may be' }],
    });
    expect(Object.keys(outputs())).not.toContain(`${folder}/fix_attempt_3.json`);
  });

  it('tells whether the plan was worth working on side by side', () => {
    const decision = {
      viable: false,
      why: 'at least 5 files: 2',
      files: 2,
      overlapPercent: 50,
      domains: [{ id: workstreamId('A'), files: ['a.ts', 'b.ts'], task: 'Errors' }],
    };
    const outcome = outcomeOf(play(taken, [], made), { ...nothing, decision }, 'w');
    const files = filesOf(outputFiles(outcome, undefined));
    const analysis = '.workflow/outputs/w/parallel_analysis.json';
    const counts = { file_count: 2, domain_count: 1, file_overlap_percentage: 50 };
    expect(files['.workflow/outputs/w/execution_plan.json']).toEqual({
      execution_mode: 'parallel',
      parallel_viable: false,
      reason: 'at least 5 files: 2',
      ...counts,
      parallel_analysis_file: analysis,
    });
    expect(files[analysis]).toEqual({
      viable: false,
      reason: 'at least 5 files: 2',
      ...counts,
      domains: { A: ['a.ts', 'b.ts'] },
      recommendation: 'sequential',
      parallel_plan: { A: { files: ['a.ts', 'b.ts'], task_description: 'Errors' } },
    });
  });

  it('is kept from git by its names alone', () => {
    const files = ['a/x.json', 'a/b/y.json', 'a/z.md'].map((path) => ({
      path,
      text: '',
    }));
    expect(ignoreFiles(files)).toEqual([
      { path: 'a/.gitignore', text: '/.gitignore\n/x.json\n/z.md\n' },
      { path: 'a/b/.gitignore', text: '/.gitignore\n/y.json\n' },
    ]);
  });
});

function merged(id: string) {
  const workstream = workstreamId(id);
  const commit = commitId('c'.repeat(40));
  return {
    workstream,
    branch: id,
    tip: commit,
    commit,
    commits: 1,
    files: 1,
    resolved: [],
  };
}

/** Of A's gates that were asked for in that second; `g0`, `g1` and so on. */
function red(second: number, ...states: readonly GateReport['state'][]) {
  const gates = states.map((state, at) => ({
    name: `g${at}`,
    state,
    ms: 5,
    why: state === 'failed' ? 'it exited with 1' : null,
    log: null,
  }));
  return { ...fact(`A red ${second}`), gates };
}

/** A runs; `at` gives the moment of a second. */
function started() {
  const machine = new PlanMachine();
  machine.apply({ at: 0, type: 'planTaken', plan: taken, made });
  machine.apply({ at: 1000, ...fact('A runs') });
  return { machine, at: (second: number) => second * 1000 };
}

function filesOf(files: readonly { readonly path: string; readonly text: string }[]) {
  return Object.fromEntries(
    files
      .filter(({ path }) => path.endsWith('.json'))
      .map(({ path, text }): [string, unknown] => [path, JSON.parse(text)]),
  );
}
