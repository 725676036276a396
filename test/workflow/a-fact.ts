/** Events in few words. */
import { commitId, sessionId, waveId, workstreamId } from '../../src/domain/ids.js';
import type { PlanEvent } from '../../src/workflow/event.js';
type Fact = PlanEvent extends infer Event
  ? Event extends PlanEvent
    ? Omit<Event, 'at'>
    : never
  : never;

/**
 * An event in few words. `A` is a workstream or wave; its session is `s-A`.
 * `A runs`, `A exits 0`, `A plans r1`, `A completes`, `one lands`, ...
 */
export function fact(text: string): Fact {
  const [subject = '', verb = '', rest = ''] = text.split(' ');
  const workstream = workstreamId(subject);
  const session = sessionId(`s-${subject}`);
  const wave = waveId(subject);
  const commit = commitId('c'.repeat(40));
  const gates = [
    { name: 'unit', state: 'passed', ms: 1, why: null, log: '/log' },
  ] as const;
  const signal = {
    file: 'x.signal',
    workstream: subject,
    status: 'complete',
    validationPassed: undefined,
    notes: '',
    filesCreated: [],
    filesModified: [],
  };
  const facts: Readonly<Record<string, Fact>> = {
    runs: { type: 'sessionStarted', workstream, session, agent: 'demo' },
    'runs-untold': {
      type: 'sessionStarted',
      workstream,
      session,
      agent: 'demo',
      owed: 'Do it.',
    },
    'is-typed': { type: 'promptTyped', workstream, session },
    'is-told': { type: 'promptTold', workstream, session },
    'is-set-up': { type: 'setUpStarted', workstream, process: { pid: 7, started: '1' } },
    'was-set-up': { type: 'setUp', workstream, line: rest },
    'cannot-start': { type: 'startFailed', workstream, why: 'no such program' },
    exits: {
      type: 'sessionExited',
      workstream,
      session,
      code: Number(rest),
      signal: null,
    },
    killed: { type: 'sessionExited', workstream, session, code: null, signal: 'SIGKILL' },
    loads: {
      type: 'agentSeen',
      workstream,
      doing: 'starting',
      source: 'screen',
      detail: '',
    },
    busy: { type: 'agentSeen', workstream, doing: 'busy', source: 'title', detail: '' },
    waits: {
      type: 'agentSeen',
      workstream,
      doing: 'waiting',
      source: 'screen',
      detail: rest,
    },
    errs: {
      type: 'agentSeen',
      workstream,
      doing: 'error',
      source: 'screen',
      detail: rest,
    },
    idle: { type: 'agentSeen', workstream, doing: 'idle', source: 'title', detail: '' },
    plans: { type: 'planWritten', workstream, revision: rest },
    approved: { type: 'planApproved', workstream, revision: rest, by: 'me' },
    rejected: { type: 'planRejected', workstream, by: 'me', message: 'no' },
    completes: { type: 'signalled', workstream, signal },
    invalid: {
      type: 'signalled',
      workstream,
      signal: { ...signal, validationPassed: false },
    },
    'gives-up': {
      type: 'signalled',
      workstream,
      signal: { ...signal, status: 'blocked', notes: rest },
    },
    reports: {
      type: 'progressed',
      workstream,
      progress: { percent: Number(rest), lastLine: '', blockers: [] },
    },
    meets: {
      type: 'progressed',
      workstream,
      progress: { percent: 10, lastLine: '', blockers: rest.split('+') },
    },
    uses: usedFact(subject, rest),
    snaps: snapFact(subject, rest),
    // Rest: with whom; nothing as journals of old have it.
    collides: {
      type: 'collided',
      workstream,
      colliding: true,
      ...(rest === '' ? {} : { with: rest.split('+').map(workstreamId) }),
    },
    first: { type: 'prioritised', workstream, place: Number(rest) || 1, by: 'me' },
    last: { type: 'prioritised', workstream, place: 999, by: 'me' },
    held: { type: 'held', workstream, by: 'me', why: 'too dear' },
    'is-interrupted': { type: 'interrupted', workstream, pressed: true },
    'is-at-rest': { type: 'interrupted', workstream, pressed: false },
    released: { type: 'released', workstream, by: 'me' },
    nudged: { type: 'nudged', workstream },
    'collides-not': { type: 'collided', workstream, colliding: false },
    doubted: { type: 'signalDoubted', workstream, doubts: ['git knows better'] },
    foreign: { type: 'signalled', workstream, signal: { ...signal, workstream: 'ZZ9' } },
    'completes-again': {
      type: 'signalled',
      workstream,
      signal: { ...signal, writtenAt: Number(rest) },
    },
    // Rest: the second in which the gates were asked for.
    green: {
      type: 'checked',
      workstream,
      round: Number(rest) * 1000,
      gates: [],
      verdict: { type: 'green' },
      ms: 10,
    },
    red: {
      type: 'checked',
      workstream,
      round: Number(rest) * 1000,
      gates: [],
      verdict: { type: 'red', why: 'its gate unit is red: it exited with 1' },
      ms: 10,
    },
    'not-agreed': {
      type: 'checked',
      workstream,
      round: Number(rest) * 1000,
      gates: [],
      verdict: { type: 'refused', why: 'not agreed to' },
      ms: 0,
    },
    checks: {
      type: 'checkStarted',
      workstream,
      round: Number(rest) * 1000,
      gates: [{ name: 'unit', state: 'running', ms: 0, why: null, log: null }],
      process: { pid: 42, started: '7' },
    },
    told: { type: 'redTold', workstream },
    overridden: { type: 'gateOverridden', workstream, by: 'me', reason: 'flaky' },
    'check-asked': { type: 'checkAsked', workstream, by: 'me' },
    // Rest: whom the note is for; its text is `hello`.
    writes: {
      type: 'noteWritten',
      from: { type: 'workstream', id: workstream },
      to: rest.split('+').map(workstreamId),
      text: 'hello',
      file: null,
    },
    // Rest: the notes that are typed to its agent; none when they were not after all.
    hears: {
      type: 'notesTyping',
      to: workstream,
      notes: rest === '' ? [] : rest.split('+'),
    },
    // Rest: the notes that its agent was told.
    reads: {
      type: 'notesDelivered',
      to: workstream,
      notes: rest.split('+'),
      session,
    },
    stopped: { type: 'stopped', workstream },
    restarted: { type: 'restarted', workstream },
    named: { type: 'conversationNamed', workstream, session, name: rest },
    renewed: { type: 'restarted', workstream, fresh: true },
    merging: { type: 'mergeStarted', wave, by: 'me' },
    gating: { type: 'gatesStarted', wave, gates: [] },
    blocked: {
      type: 'mergeBlocked',
      wave,
      why: 'unruled',
      conflicts: [{ path: 'a.ts', kind: 'contents', ours: 'A', theirs: 'B' }],
      gates: [],
    },
    'waits-to-land': { type: 'readyToLand', wave, commit, why: 'checked out', gates },
    lands: { type: 'landed', wave, commit, gates },
    // As it is seen on its target only.
    found: { type: 'landed', wave, commit, gates: [] },
    'lands-without': {
      type: 'landed',
      wave,
      commit,
      leftOut: [{ id: workstreamId(rest), why: 'it makes gate unit red alone' }],
    },
    decided: {
      type: 'decided',
      wave,
      choice: rest === 'abort' ? 'abort' : 'find',
      by: 'me',
      reason: '',
    },
    'is-parked': { type: 'parked' },
    'is-resumed': { type: 'resumed' },
    'rolled-back': { type: 'rolledBack', wave },
    back: {
      type: 'engineStarted',
      alive: rest === '' ? [] : rest.split(',').map((name) => sessionId(`s-${name}`)),
    },
  };
  const found = facts[verb];
  if (!found) throw new Error(`no such event: ${text}`);
  return found;
}

/** `percent/commits/files/seconds of silence`. */
function snapFact(subject: string, rest: string): Fact {
  const [percent = 0, ahead = 0, changed = 0, quiet = 0] = rest.split('/').map(Number);
  const workstream = workstreamId(subject);
  return {
    type: 'snapshotTaken',
    workstream,
    percent,
    ahead,
    changed,
    quietMs: quiet * 1000,
  };
}

/** `context/window/input/output/cached/cost`, as told until then. */
function usedFact(subject: string, rest: string): Fact {
  const [tokens = 0, window = 0, input = 0, output = 0, cacheRead = 0, cost = 0] = rest
    .split('/')
    .map(Number);
  const told = { input, output, cacheRead, cacheWrite: 0 };
  return {
    type: 'used',
    workstream: workstreamId(subject),
    counted: [{ source: `hook of ${subject}`, tokens: told, cost }],
    context: { tokens, window },
  };
}
