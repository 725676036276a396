/** Which moments of a plan are worth telling afterwards, and in which words. */
import { unreachable } from '../../base/assert.js';
import type { Moment } from '../../domain/plan-report.js';
import type { WaveId, WorkstreamId } from '../../domain/ids.js';
import { itemAt } from '../chunks.js';
import type { PlanEvent } from '../event.js';
import { workOf, type PlanState } from '../plan-state.js';
import type { Touched } from './touched.js';

export type ToldMoment = Moment & { readonly kind: 'well' | 'wrong' | 'decided' };

type Said = Pick<ToldMoment, 'kind' | 'text'>;

type Of<Type extends PlanEvent['type']> = Extract<PlanEvent, { readonly type: Type }>;

/** An event that changed something. */
export type Happened = {
  readonly event: PlanEvent;
  readonly before: PlanState;
  readonly after: PlanState;
  readonly touched: Touched;
};

export function toldBy(happened: Happened): readonly ToldMoment[] {
  const { event, before, after } = happened;
  const { at } = event;
  const subject =
    'wave' in event
      ? event.wave
      : 'workstream' in event && typeof event.workstream === 'string'
        ? event.workstream
        : after.plan.name;
  const said = 'wave' in event ? ofWave(event, after) : ofWork(event, before, after);
  return [
    ...said.map(({ kind, text }) => ({ at, subject, kind, text })),
    ...failures(happened),
  ];
}

function ofWork(
  event: Exclude<PlanEvent, { readonly wave: WaveId }>,
  before: PlanState,
  after: PlanState,
): readonly Said[] {
  switch (event.type) {
    case 'planTaken':
      return decided(`taken, with ${event.plan.workstreams.length} workstreams`);
    case 'workstreamAdded':
      return decided(`${event.workstream.id} was added`);
    case 'parked':
      return decided('taken down');
    case 'resumed':
      return decided('taken up again');
    case 'planApproved':
      return decided(`its plan was approved by ${person(event.by)}`);
    case 'planEdited':
      return decided(`its plan was changed by ${event.by}, and given back to go by`);
    case 'planRejected':
      return decided(`its plan was sent back by ${event.by}: ${event.message}`);
    case 'permissionAnswered':
      return decided(permission(event));
    case 'questionAnswered':
      return Object.entries(event.answers).flatMap(([question, answer]) =>
        decided(`${event.by} answered "${question}" with "${answer}"`),
      );
    case 'checked':
      return judged(event, before);
    case 'checkAsked':
      return decided(`its gates ran again for ${event.by}`);
    case 'gateOverridden':
      return decided(`its red gate was overridden by ${event.by}: ${event.reason}`);
    case 'signalled':
    case 'signalDoubted':
      return doubted(event.workstream, before, after);
    case 'collided': {
      const known = workOf(before, event.workstream)?.conflictSince !== undefined;
      if (!event.colliding || known) return [];
      return wrong(`its branch conflicts with ${event.with?.join(', ') ?? 'another'}`);
    }
    case 'escalated':
      return wrong(event.text.replace(`${event.workstream}: `, ''));
    case 'acknowledged':
      return decided(`what asked for attention was seen to by ${event.by}`);
    case 'held': {
      const who = event.by === 'plan' ? 'a rule of the plan' : event.by;
      return decided(`put on hold by ${who}${event.why === '' ? '' : `: ${event.why}`}`);
    }
    case 'released':
      return decided(`resumed by ${event.by}`);
    case 'prioritised':
      return decided(`moved to place ${event.place} in line by ${event.by}`);
    case 'stopped':
      return decided('stopped');
    case 'restarted':
      return decided(
        event.fresh === true ? 'begun anew, with a new conversation' : 'started again',
      );
    case 'handedOver':
      return decided(handedInWords(event));
    case 'scaled':
    case 'engineStarted':
    case 'portsGiven':
    case 'setUpStarted':
    case 'setUp':
    case 'sessionStarted':
    case 'promptTyped':
    case 'promptTold':
    case 'startFailed':
    case 'sessionExited':
    case 'agentSeen':
    case 'planWritten':
    case 'progressed':
    case 'contextTold':
    case 'conversationNamed':
    case 'used':
    case 'snapshotTaken':
    case 'checkStarted':
    case 'redTold':
    case 'interrupted':
    case 'nudged':
    case 'noteWritten':
    case 'noteWithdrawn':
    case 'notesTyping':
    case 'notesDelivered':
    case 'permissionGiving':
    case 'permissionNotGiven':
    case 'memoryReviewed':
      return [];
    default:
      return unreachable(event);
  }
}

function handedInWords({ agent, from, by, message }: Of<'handedOver'>): string {
  const before = from === null ? '' : ` from ${from}`;
  return `handed over${before} to ${agent} by ${by}${message === '' ? '' : `: ${message}`}`;
}

function permission({
  given,
  always,
  unproven,
  by,
  asked,
}: Of<'permissionAnswered'>): string {
  const answer = given ? 'given' : 'denied';
  const length = always === true ? ' for its session' : '';
  const doubt = unproven === true ? ', of which it may not have heard' : '';
  return `it was ${answer} a permission${length} by ${by}${doubt}: ${asked}`;
}

function ofWave(
  event: Extract<PlanEvent, { readonly wave: WaveId }>,
  { plan }: PlanState,
): readonly Said[] {
  switch (event.type) {
    case 'mergeStarted':
      return event.by === 'plan' ? [] : decided(`its merge was asked for by ${event.by}`);
    case 'decided':
      return decided(
        `"${event.choice}" was chosen by ${event.by}${event.reason === '' ? '' : `: ${event.reason}`}`,
      );
    case 'mergeBlocked':
      return wrong(`it could not merge: ${event.why}${paths(event)}`);
    case 'landed': {
      const target = plan.waves.find(({ id }) => id === event.wave)?.target;
      const ruled = (event.steps ?? []).flatMap(({ resolved }) => resolved).length;
      const how = ruled === 0 ? '' : `, ${conflicts(ruled)} resolved by rule`;
      return [
        { kind: 'well', text: `landed on ${target}${how}` },
        ...(event.leftOut ?? []).flatMap(({ id, why }) =>
          wrong(`it landed without ${id}: ${why}`),
        ),
      ];
    }
    case 'rolledBack':
      return wrong('its landing was rolled back');
    case 'gatesStarted':
    case 'isolating':
    case 'readyToLand':
      return [];
    default:
      return unreachable(event);
  }
}

function judged({ workstream, verdict }: Of<'checked'>, before: PlanState) {
  if (verdict.type !== 'green') return wrong(verdict.why);
  const red = workOf(before, workstream)?.checks?.red ?? 0;
  if (red === 0) return [];
  const times = red === 1 ? 'once' : `${red} times`;
  return [
    { kind: 'well' as const, text: `its gates are green after they were red ${times}` },
  ];
}

function doubted(id: WorkstreamId, before: PlanState, after: PlanState): readonly Said[] {
  const doubts = workOf(after, id)?.doubts ?? [];
  const known = workOf(before, id)?.doubts ?? [];
  if (doubts.length === 0 || doubts.join() === known.join()) return [];
  return wrong(`its signal is doubtful: ${doubts.join('; ')}`);
}

/** Of whatever failed by the event, which need not be about it. */
function failures({ event, before, after, touched }: Happened): readonly ToldMoment[] {
  return touched.works.flatMap((index) => {
    const subject = after.plan.workstreams[index]?.id;
    const life = itemAt(after.works, index)?.life;
    if (life?.phase !== 'failed' || subject === undefined) return [];
    const known = workOf(before, subject)?.life.phase === 'failed';
    if (known) return [];
    return [{ at: event.at, subject, kind: 'wrong' as const, text: life.why }];
  });
}

function paths({ conflicts }: Of<'mergeBlocked'>): string {
  if (conflicts.length === 0) return '';
  return ` (${[...new Set(conflicts.map(({ path }) => path))].join(', ')})`;
}

function conflicts(amount: number): string {
  return amount === 1 ? 'a conflict' : `${amount} conflicts`;
}

/** `plan` is who acts where a rule of the plan does. */
function person(by: string): string {
  return by === 'plan' ? "the plan's rule" : by;
}

function wrong(text: string): readonly Said[] {
  return [{ kind: 'wrong', text }];
}

function decided(text: string): readonly Said[] {
  return [{ kind: 'decided', text }];
}
