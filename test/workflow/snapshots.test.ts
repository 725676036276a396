/** What is noted of work under way. Events happen at their `@second`. */
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import type { Snapshot } from '../../src/domain/plan-report.js';
import type { Plan } from '../../src/domain/plan.js';
import { workOf } from '../../src/workflow/plan-state.js';
import { snapshotEvery, snapshotOf, withSnapshot } from '../../src/workflow/snapshots.js';
import { plan, play, ws } from './a-plan.js';

const HOUR = 3600;

type Git = { readonly ahead?: number; readonly changed?: number; readonly sign?: number };

/** What is noted at a second; git says what it said before unless told otherwise. */
function noted(events: readonly string[], second: number, git: Git = {}) {
  const { ahead = 1, changed = 3, sign = 0 } = git;
  const work = workOf(play(plan([ws('A')]), events).state, workstreamId('A'));
  if (!work) throw new Error('no A');
  return snapshotOf(work, { ahead, changed, sign: sign * 1000, now: second * 1000 });
}

const begun = ['A runs @0', 'A reports 20 @60', 'A snaps 20/1/3/100 @160'];

describe('a snapshot', () => {
  it('says how far the work is, and for how long nothing was seen of it', () => {
    expect(noted(['A runs @0', 'A reports 20 @60'], 160)).toEqual({
      percent: 20,
      ahead: 1,
      changed: 3,
      quietMs: 100_000,
    });
    expect(noted(['A runs @0'], 160, { sign: 150 })).toMatchObject({
      percent: null,
      quietMs: 10_000,
    });
  });

  it('is not taken where nothing is new', () => {
    expect(noted(begun, 2 * HOUR)).toBeUndefined();
  });

  it.each([
    ['its agent reports more', [...begun, 'A reports 30 @200'], {}, { percent: 30 }],
    ['it has committed', begun, { ahead: 2 }, { ahead: 2 }],
    ['it has changed files', begun, { changed: 4 }, { changed: 4 }],
    ['its screen moved', begun, { sign: 200 }, { percent: 20, quietMs: 100_000 }],
  ] satisfies [string, string[], Git, object][])(
    'is taken again where %s',
    (_what, events, git, expected) => {
      expect(noted(events, 300, git)).toMatchObject(expected);
    },
  );

  it('is not taken of what is done, and changes nothing there', () => {
    const done = [...begun, 'A completes @200'];
    expect(noted(done, 300, { ahead: 9 })).toBeUndefined();
    const late = play(plan([ws('A')]), [...done, 'A snaps 90/9/9/9 @210']);
    expect(workOf(late.state, workstreamId('A'))?.snapshot?.percent).toBe(20);
    expect(late.chronicle.ofWork(workstreamId('A'))?.snapshots).toHaveLength(1);
  });

  it('is thinned out where there are many of them', () => {
    const one = { percent: 0, ahead: 0, changed: 0, quietMs: 0 };
    let all: readonly Snapshot[] = [];
    for (let at = 0; at < 5000; at++) all = withSnapshot(all, { ...one, at });
    expect([all[0]?.at, all.at(-1)?.at, all.length <= 200]).toEqual([0, 4999, true]);
  });
});

it('snapshots are taken hourly, or as the plan says, while something is at work', () => {
  expect(every({}, 'A runs')).toBe(HOUR * 1000);
  expect(every({ snapshotMs: 60_000 }, 'A runs')).toBe(60_000);
  expect(every({ snapshotMs: 0 }, 'A runs')).toBe(0);
  expect(every({}, 'A runs', 'A completes')).toBe(0);
});

function every(more: Pick<Plan, 'snapshotMs'>, ...events: readonly string[]) {
  return snapshotEvery(play({ ...plan([ws('A')]), ...more }, events).state);
}
