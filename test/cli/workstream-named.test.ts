import { expect, it } from 'vitest';
import { subjectNamed } from '../../src/cli/workstream-named.js';
import { sessionId } from '../../src/domain/ids.js';
import { aStatus, aWorkstream } from '../helpers/console-state.js';

const running = { workstream: null, pid: 7, title: '', state: 'running' } as const;
const status = aStatus({
  workstreams: [aWorkstream('A'), aWorkstream('B', { session: null }), aWorkstream('C')],
  sessions: [
    { ...running, id: sessionId('w-conflict') },
    { ...running, id: sessionId('s-A') },
  ],
});

it.each([
  ['a workstream', 'A', 's-A'],
  ['in whatever case', 'a', 's-A'],
  ['an agent at a conflict', 'w-conflict', 'w-conflict'],
])('finds the session of %s', (_what, name, session) => {
  expect(subjectNamed(status, name).session).toBe(session);
});

it.each([
  ['B', 'B has no agent yet'],
  ['c', 'C shows nothing, for its agent went with its host; `wtmux replay C` plays'],
  ['a\nb', 'there is no workstream "a\u{fffd}b"'],
  ['z', 'there is no workstream "z"; known: A, B, C'],
])('says what is wrong with %j', (name, why) => {
  expect(() => subjectNamed(status, name)).toThrow(why);
});
