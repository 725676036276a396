import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import type { Workstream } from '../../src/domain/plan.js';
import { analyze } from '../../src/workflow/analysis/analyze.js';
import { forecastOf } from '../../src/workflow/analysis/forecast.js';
import { scheduleOf } from '../../src/workflow/analysis/schedule.js';
import { overlapOf } from '../../src/workflow/analysis/overlap.js';
import { plan, wave, ws } from './a-plan.js';

const MINUTE = 60_000;
const minutes = (count: number) => ({ estimateMs: count * MINUTE });
const names = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, at) => `${prefix}${at}`);
const nothing = { files: [], history: [] };

const group = (id: string, members: readonly string[], maxSessions: number) => ({
  id: workstreamId(id),
  name: id,
  members: members.map(workstreamId),
  maxSessions,
});

const owning = (id: string, owns: readonly string[], more: Partial<Workstream> = {}) =>
  ws(id, { owns, ...more });

describe('the forecast', () => {
  const week = plan(
    [
      ws('A', minutes(20)),
      ws('B < A', minutes(20)),
      ws('C < A B', minutes(20)),
      ws('D', minutes(50)),
      ws('E < ~A', minutes(10)),
    ],
    [wave('one: A'), wave('two: @one B C D E > main')],
  );

  it('knows the critical path, the slack, and what each further session brings', () => {
    const { slackMs, sessions, ...forecast } = forecastOf(week);
    expect(forecast).toEqual({
      sequentialMs: 120 * MINUTE,
      criticalPathMs: 60 * MINUTE,
      criticalPath: ['A', 'B', 'C'],
      best: 2,
      guessed: 0,
      guessMs: 20 * MINUTE,
    });
    expect(slackMs.map(({ id, ms }) => `${id} ${ms / MINUTE}`)).toEqual([
      'A 0',
      'B 0',
      'C 0',
      'D 10',
      'E 50',
    ]);
    expect(
      sessions.map((one) => [one.count, one.makespanMs / MINUTE, one.speedup]),
    ).toEqual([
      [1, 120, 1],
      [2, 60, 2],
    ]);
  });

  it.each([
    [
      'the middle of the others',
      [ws('A', minutes(15)), ws('B', minutes(60)), ws('C', minutes(45)), ws('D')],
      45,
    ],
    ['a day where nobody has one', [ws('A'), ws('B')], 24 * 60],
  ])('takes for one without an estimate %s', (_what, workstreams, taken) => {
    const { guessed, guessMs } = forecastOf(plan(workstreams));
    expect([guessed > 0, guessMs / MINUTE]).toEqual([true, taken]);
  });

  it.each([
    ['three domains of 30, 25 and 15 minutes', [30, 25, 15], 2.33],
    ['three tasks of 45, 60 and 50 minutes', [45, 60, 50], 2.58],
    ['seven of a day', [1, 1, 1, 1, 1, 1, 1], 7],
  ])('of %s', (_what, times, speedup) => {
    const side = plan(times.map((time, at) => ws(`w${at}`, minutes(time))));
    expect(forecastOf(side).sessions.at(-1)?.speedup).toBe(speedup);
  });
});

describe('the forecast of a plan whose groups have a number of sessions', () => {
  const four = ['A', 'B', 'C', 'D'].map((id) => ws(id, minutes(10)));

  it('has no more of its members at work at once, and others pass them', () => {
    const grouped = { ...plan(four), groups: [group('g', ['A', 'B', 'C'], 1)] };
    const { sessions, best } = forecastOf(grouped);
    expect(sessions.map(({ count, makespanMs }) => [count, makespanMs / MINUTE])).toEqual(
      [
        [1, 40],
        [2, 30],
      ],
    );
    expect(best).toBe(2);
    const slots = scheduleOf(grouped).map(({ id, from }) => `${id} ${from / MINUTE}`);
    expect(slots.toSorted()).toEqual(['A 0', 'B 10', 'C 20', 'D 0']);
  });

  it('has room taken by who stands behind one that another group holds back', () => {
    const groups = [group('g', ['A', 'B', 'C', 'D'], 2), group('in-g', ['A', 'B'], 1)];
    const slots = scheduleOf({ ...plan(four), groups });
    expect(slots.map(({ id, from }) => `${id} ${from / MINUTE}`).toSorted()).toEqual([
      'A 0',
      'B 10',
      'C 0',
      'D 10',
    ]);
  });
});

describe('the overlap', () => {
  it('counts files that several own, patterns looked up among the files there are', () => {
    const files = ['src/a/1.ts', 'src/a/2.ts', 'src/b/1.ts', 'readme.md'];
    const workstreams = [
      ws('A', { owns: ['src/a/**', 'new.ts'] }),
      ws('B', { owns: ['src/b', 'src/a/2.ts'] }),
      ws('C'),
    ];
    expect(overlapOf(workstreams, { files, history: [] })).toEqual({
      files: 4,
      shared: ['src/a/2.ts'],
      domains: 2,
      percent: 25,
      unknown: ['C'],
      pairs: [{ one: 'A', other: 'B', shared: ['src/a/2.ts'], together: 0, commits: 0 }],
    });
  });

  it('finds those whose files changed together, in more than a few commits', () => {
    const workstreams = ['a', 'b', 'c'].map((id) => ws(id, { owns: [`${id}.ts`] }));
    const history = [
      ...Array.from({ length: 4 }, () => ['a.ts', 'b.ts']),
      ...Array.from({ length: 4 }, () => ['b.ts']),
      ['a.ts', 'c.ts'],
      [...names(100, 'x'), 'b.ts', 'c.ts'],
    ];
    const { pairs } = overlapOf(workstreams, { files: [], history });
    expect(pairs).toEqual([
      { one: 'a', other: 'b', shared: [], together: 44, commits: 4 },
    ]);
  });
});

describe('the recommendation', () => {
  it.each([
    [
      'parallel: three domains with files of their own',
      [
        owning('backend', names(8, 'b'), minutes(30)),
        owning('frontend', names(6, 'f'), minutes(25)),
        owning('database', names(3, 'd'), minutes(15)),
      ],
      'parallel',
    ],
    [
      'parallel: two that share two files of nine',
      [
        owning('backend', [...names(5, 'b'), 's1', 's2']),
        owning('frontend', [...names(2, 'f'), 's1', 's2']),
      ],
      'parallel',
    ],
    ['sequential: one domain', [owning('backend', names(12, 'b'))], 'sequential'],
    [
      'sequential: four files',
      [owning('a', names(2, 'a')), owning('b', names(2, 'b'))],
      'sequential',
    ],
    [
      'sequential: two that share most',
      [owning('a', names(6, 'x')), owning('b', names(5, 'x'))],
      'sequential',
    ],
    [
      'sequential: each waits for the one before',
      [owning('a', names(5, 'a')), owning('b < a', names(5, 'b'))],
      'sequential',
    ],
    [
      'parallel: nothing is known of files, the times decide',
      [ws('a'), ws('b')],
      'parallel',
    ],
  ])('is %s', (_rule, workstreams, mode) => {
    expect(analyze(plan(workstreams), nothing).recommended).toBe(mode);
  });
});
