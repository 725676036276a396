/** How the workstreams of a plan are listed, large ones by groups. */
import { expect, it } from 'vitest';
import { statusLinesOf, type Shown } from '../../src/domain/status-lines.js';
import { workstreamId } from '../../src/domain/ids.js';
import type {
  GroupStatus,
  WorkstreamStateName,
  WorkstreamStatus,
} from '../../src/domain/status.js';
import { aGroup, aWorkstream } from '../helpers/console-state.js';

const twelve = Array.from({ length: 12 }, (_, at) => `w${at}`);
const groups = [aGroup('one', ['w1', 'w2', 'w3']), aGroup('two', ['w4', 'w5'])];

it.each<[string, Partial<Record<string, WorkstreamStateName>>, Shown, string]>([
  ['groups are folded', {}, { isOpen: () => false }, 'w0 +one +two w6 w7'],
  [
    'what waits for a person is seen',
    { w2: 'waiting', w5: 'failed' },
    { isOpen: () => false },
    'w0 +one .w2 +two .w5 w6 w7',
  ],
  [
    'an open group is shown whole',
    {},
    { isOpen: (id) => id === 'two' },
    'w0 +one -two .w4 .w5 w6 w7',
  ],
  [
    'what is selected is seen',
    {},
    { isOpen: () => false, selected: workstreamId('w3') },
    'w0 +one .w3 +two w6 w7',
  ],
])('%s', (_rule, states, shown, expected) => {
  const workstreams = twelve.map((id) =>
    aWorkstream(id, { state: states[id] ?? 'working' }),
  );
  const lines = picture(workstreams, shown);
  expect(lines.split(' ').slice(0, expected.split(' ').length).join(' ')).toBe(expected);
});

it('a group stands in another, folded by itself', () => {
  const nested = [
    aGroup('all', ['w1', 'w2', 'w3', 'w4']),
    aGroup('in', ['w3', 'w4'], { group: 'all' }),
  ];
  const workstreams = twelve.map((id) =>
    aWorkstream(id, { state: id === 'w4' ? 'failed' : 'working' }),
  );
  const lines = (...open: readonly string[]) =>
    picture(workstreams, { isOpen: (id) => open.includes(id) }, nested);
  expect(lines()).toMatch(/^w0 \+all \.w4 w5/);
  expect(lines('all')).toMatch(/^w0 -all \.w1 \.w2 \+in \.\.w4 w5/);
  expect(lines('all', 'in')).toMatch(/^w0 -all \.w1 \.w2 -in \.\.w3 \.\.w4/);
});

it('a small plan is not folded', () => {
  const workstreams = twelve.slice(0, 10).map((id) => aWorkstream(id));
  expect(picture(workstreams, { isOpen: () => false })).toBe(
    'w0 w1 w2 w3 w4 w5 w6 w7 w8 w9',
  );
});

/** `+` a group that is folded, `-` an open one, `.` a member. */
function picture(
  workstreams: readonly WorkstreamStatus[],
  shown: Shown,
  all: readonly GroupStatus[] = groups,
): string {
  return statusLinesOf({ workstreams, groups: all }, shown)
    .map((line) => {
      if (line.type === 'group') return `${line.open ? '-' : '+'}${line.group.id}`;
      return `${'.'.repeat(line.depth)}${line.workstream.id}`;
    })
    .join(' ');
}
