import { describe, expect, it } from 'vitest';
import { commitId, workstreamId } from '../../../src/domain/ids.js';
import { PlanMachine } from '../../../src/workflow/plan-machine.js';
import { reportOf } from '../../../src/workflow/report/report.js';
import { fact } from '../a-fact.js';
import { plan, play, wave, ws } from '../a-plan.js';

describe('reportOf', () => {
  it('measures work without the waits for a person', () => {
    const played = play(plan([ws('A')]), [
      'A runs @10',
      'A plans r1 @20',
      'A approved r1 @100',
      'A waits @130',
      'A busy @200',
      'A completes @210',
    ]);
    expect(reportOf(played, 999_000)).toMatchObject({
      sequentialMs: 50_000,
      criticalPathMs: 50_000,
      makespanMs: 200_000,
      speedup: 0.25,
    });
  });

  it('tells what agents used, and how their context was at the start and the end', () => {
    const budget = { cost: 5, warn: 0.8, hold: false };
    const played = play({ ...plan([ws('A'), ws('B'), ws('C')]), budget }, [
      'A runs @0',
      'A uses 116000/200000/1000/10/500/0.5 @1',
      'A uses 170000/200000/60000/500/900000/2 @2',
      'A uses 40000/200000/70000/700/950000/2.5 @3',
      'B runs @4',
      'B uses 20000/200000/5000/50/0/0.25 @5',
    ]);
    const { workstreams, usage, ...report } = reportOf(played, 9000);
    expect(usage).toEqual({
      tokens: { input: 75_000, output: 750, cacheRead: 950_000, cacheWrite: 0 },
      cost: 2.75,
    });
    expect(report).toMatchObject({
      budget,
      postMortem: {
        wrong: [{ subject: 'A', text: 'its context was 85% full' }],
        recommended: [{ subject: 'A' }],
      },
    });
    const window = 200_000;
    expect(workstreams.map((one) => one.usage?.context ?? null)).toEqual([
      {
        start: { tokens: 116_000, window },
        end: { tokens: 40_000, window },
        most: { tokens: 170_000, window },
        consumed: 54_000,
        consumedPercent: 27,
        keptPercent: 73,
      },
      {
        start: { tokens: 20_000, window },
        end: { tokens: 20_000, window },
        most: { tokens: 20_000, window },
        consumed: 0,
        consumedPercent: 0,
        keptPercent: 100,
      },
      null,
    ]);
  });

  it('takes no time for less than none when the clock is put back', () => {
    const played = play(plan([ws('A'), ws('B')]), [
      'A runs @100',
      'B runs @90',
      'A completes @20',
      'B completes @10',
    ]);
    expect(reportOf(played, 5_000)).toMatchObject({
      sequentialMs: 0,
      criticalPathMs: 0,
      makespanMs: 0,
      speedup: 0,
    });
  });

  it('takes the longest chain through dependencies and the waves that land them', () => {
    const taken = plan(
      [ws('A'), ws('X'), ws('B < A'), ws('C')],
      [wave('one: A X'), wave('two: B C > main')],
    );
    const played = play(taken, [
      'A runs @0',
      'X runs @0',
      'C runs @0',
      'A completes @10',
      'C completes @25',
      'X completes @30',
      'one merging @31',
      'one lands @32',
      'B runs @33',
      'B completes @43',
      'two merging @44',
      'two lands @45',
    ]);
    expect(reportOf(played, 999_000)).toMatchObject({
      workstreams: ['A', 'X', 'B', 'C'].map((id) => ({ id, state: 'landed' })),
      waves: [
        { id: 'one', target: 'integration/one', state: 'landed', commit: 'c'.repeat(40) },
        { id: 'two', target: 'main', state: 'landed', commit: 'c'.repeat(40) },
      ],
      sequentialMs: 75_000,
      criticalPathMs: 40_000,
      makespanMs: 45_000,
      speedup: 1.67,
    });
  });

  it('tells of each what it did when, beside what was planned', () => {
    const taken = plan(
      [ws('A', minutes(1)), ws('B < A', minutes(2)), ws('C < B')],
      [],
      1,
    );
    const played = play(taken, [
      'A runs @0',
      'A plans r1 @10',
      'A approved r1 @30',
      'A completes @90',
    ]);
    const report = reportOf(played, 100_000);
    expect(
      report.workstreams.map(({ id, planned, stretches, efficiency }) => ({
        id,
        planned,
        efficiency,
        stretches: stretches.map(
          ({ activity, from, until }) => `${activity} ${from}-${until}`,
        ),
      })),
    ).toEqual([
      {
        id: 'A',
        planned: { from: 0, until: 60_000 },
        efficiency: 0.78,
        stretches: ['works 0-10000', 'waits 10000-30000', 'works 30000-90000'],
      },
      {
        id: 'B',
        planned: { from: 60_000, until: 180_000 },
        efficiency: null,
        stretches: [],
      },
      { id: 'C', planned: null, efficiency: null, stretches: [] },
    ]);
    expect(report).toMatchObject({
      endedAt: null,
      makespanMs: 100_000,
      waitsMs: 20_000,
      planned: { sessions: 1, guessed: 1, makespanMs: 240_000 },
    });
  });

  it('knows of no plan for the time where nothing was estimated', () => {
    const report = reportOf(play(plan([ws('A')]), ['A runs']), 5000);
    expect(report).toMatchObject({ planned: null, workstreams: [{ planned: null }] });
  });

  it('ends though a person stopped what did not succeed, but not while it has failed', () => {
    const events = ['A runs @0', 'B runs @0', 'A completes @10', 'B exits 1 @20'];
    const both = plan([ws('A'), ws('B')]);
    expect(reportOf(play(both, events), 50_000)).toMatchObject({ endedAt: null });
    const stopped = play(both, [...events, 'B stopped @40']);
    expect(reportOf(stopped, 50_000)).toMatchObject({
      endedAt: 40_000,
      makespanMs: 40_000,
    });
  });

  it('counts the sessions that were at work at once, one that follows another once', () => {
    const played = play(plan([ws('A'), ws('B'), ws('C < A')]), [
      'A runs @0',
      'B runs @5',
      'A completes @10',
      'C runs @10',
      'B completes @20',
      'C completes @20',
    ]);
    const report = reportOf(played, 30_000);
    expect(report).toMatchObject({ sessions: 2, speedup: 1.75, efficiency: 0.88 });
  });

  it('keeps what gates measured and how often they were red', () => {
    const gate = {
      name: 'cover',
      state: 'passed',
      ms: 10,
      why: null,
      log: null,
    } as const;
    const cover = { run: 'c', timeoutMs: 1, retries: 0, name: 'cover' };
    const gates = { cover: { ...cover, measure: { pattern: '(.)', min: 60 } } };
    const taken = { ...plan([ws('A', { gates: ['cover'] })]), gates };
    const machine = new PlanMachine();
    const workstream = workstreamId('A');
    machine.apply({ at: 0, type: 'planTaken', plan: taken, made: [] });
    machine.apply({ at: 1000, ...fact('A runs') });
    machine.apply({ at: 2000, ...fact('A completes') });
    const green = { type: 'green' } as const;
    const red = { type: 'red', why: 'its gate cover is red: 12 is below 60' } as const;
    const judged = { type: 'checked', workstream, ms: 10 } as const;
    const low = { ...gate, state: 'failed', measured: 12 } as const;
    machine.apply({ ...judged, at: 5000, round: 2000, gates: [low], verdict: red });
    machine.apply({ at: 6000, ...fact('A completes-again 5') });
    const high = { ...gate, measured: 71.5 };
    machine.apply({ ...judged, at: 8000, round: 6000, gates: [high], verdict: green });
    expect(reportOf(machine, 9000)).toMatchObject({
      workstreams: [{ runs: 2, redRuns: 1, gatesMs: 5000, gates: [high] }],
      gatesMs: 5000,
      measures: [
        { at: 8000, subject: 'A', gate: 'cover', value: 71.5, min: 60, isCoverage: true },
      ],
      postMortem: {
        well: [
          {
            at: 8000,
            subject: 'A',
            text: 'its gates are green after they were red once',
          },
        ],
        wrong: [{ at: 5000, subject: 'A', text: red.why }],
      },
    });
  });

  it('N1 keeps the past of work that a new plan shares with the one before', () => {
    const a = workstreamId('A');
    const made = [
      { workstream: a, path: '/w/A', branch: 'workstream/A', start: commitId('c') },
    ];
    const machine = new PlanMachine();
    machine.apply({ at: 0, type: 'planTaken', plan: plan([ws('A'), ws('B')]), made });
    machine.apply({ at: 1000, ...fact('A runs') });
    machine.apply({ at: 2000, ...fact('B cannot-start') });
    machine.apply({ at: 5000, type: 'planTaken', plan: plan([ws('A'), ws('B')]), made });
    const { workstreams, postMortem } = reportOf(machine, 9000);
    expect(workstreams.map(({ id, workedMs }) => `${id} ${workedMs}`)).toEqual([
      'A 8000',
      'B 0',
    ]);
    expect(postMortem.wrong).toEqual([]);
  });
});

function minutes(amount: number) {
  return { estimateMs: amount * 60_000 };
}
