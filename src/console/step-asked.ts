/** The dialog in which a person reads what an agent asks, and answers it. */
import { plainText } from '../base/plain-text.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { PlanText } from '../protocol/engine-answers.js';
import type { Step } from './event.js';
import { workstreamOf } from './panes.js';
import { isAsking, target } from './step-plan.js';
import { told, type ConsoleState } from './state.js';
import { LOADING, PANES, type View } from './view.js';

/** Approving without a selection goes to the first that asks. */
export function approve(state: ConsoleState): Step<ConsoleState> {
  const all = state.status?.workstreams ?? [];
  const chosen = target(state);
  const asking =
    all.find((one) => one.id === chosen?.id && isAsking(state, one)) ??
    all.find(({ asks }) => asks !== null) ??
    all.find((one) => isAsking(state, one));
  if (asking) return readingPlan(state, asking.id);
  if (chosen?.state !== 'waiting') return [told(state, 'nothing waits for approval'), []];
  const { id, waitsFor } = chosen;
  return [told(state, plainText(`${id} waits for ${waitsFor}, in its pane`)), []];
}

export function readingPlan(state: ConsoleState, id: WorkstreamId): Step<ConsoleState> {
  const asks = workstreamOf(state.status, id)?.asks ?? null;
  return [
    {
      ...state,
      selected: { type: 'workstream', id },
      view: { type: 'plan', workstream: id, asks, plan: LOADING, scroll: 0 },
    },
    [{ type: 'readPlan', workstream: id }],
  ];
}

/**
 * What its screen shows of a question gives way to what its hook tells of it. Nothing else
 * does: a person answers what they have read.
 */
export function planRead(state: ConsoleState, plan: PlanText): ConsoleState {
  const { view } = state;
  if (view.type !== 'plan' || view.workstream !== plan.workstream) return state;
  if (view.plan.type === 'loaded' && !isMore(plan, view)) return state;
  const { text, revision, source, kind } = plan;
  const given = plan.always === undefined ? '' : `\n\nFor the session: ${plan.always}`;
  // Only what is shown whole can be approved.
  const lines = (text + given)
    .split('\n')
    .map((line) => plainText(line.trimEnd(), Number.POSITIVE_INFINITY));
  const value = { lines, revision, source };
  return { ...state, view: { ...view, asks: kind, plan: { type: 'loaded', value } } };
}

type PlanView = Extract<View, { readonly type: 'plan' }>;

function isMore({ source, kind }: PlanText, { plan, asks }: PlanView): boolean {
  const shown = plan.type === 'loaded' && plan.value.source === 'screen';
  return shown && source === 'hook' && kind === asks;
}

/** Goes when somebody else has answered; looks whether more is known of what is asked. */
export function upToDatePlan(state: ConsoleState, view: PlanView): Step<ConsoleState> {
  const { workstream: id, plan } = view;
  if (plan.type === 'loading') return [state, []];
  const workstream = workstreamOf(state.status, id);
  if (!workstream || !isAsking(state, workstream))
    return [told({ ...state, view: PANES }, `${id} asks nothing any more`), []];
  const rereads = plan.value.source === 'screen';
  return [state, rereads ? [{ type: 'readPlan', workstream: id }] : []];
}
