/** What a command makes of the dialog that stands in front of the panes. */
import { unreachable } from '../base/assert.js';
import { mayMerge } from '../domain/merge.js';
import type { ConsoleEffect, Step } from './event.js';
import type { Intent } from './intent.js';
import { startedAgain, toggled } from './lost.js';
import type { ConsoleState } from './state.js';
import { chosen, deciding } from './step-choice.js';
import { stepConflicts } from './step-conflicts.js';
import { goneTo } from './step-go-to.js';
import { agentTaken, handedOver } from './step-hand-over.js';
import { backInInbox, stepInbox } from './step-inbox.js';
import { stepMemories } from './step-memories.js';
import { moved } from './step-move.js';
import { page, scrolled } from './step-scroll.js';
import { PANES, type PersonsRequest, type View } from './view.js';

/** Commands that the dialog does not know change nothing. */
export function stepDialog(before: ConsoleState, intent: Intent): Step<ConsoleState> {
  if (intent.type === 'prefix') return [{ ...before, prefixed: true }, []];
  const state = before.prefixed ? { ...before, prefixed: false } : before;
  if (intent.type === 'detach') return [state, [{ type: 'detach' }]];
  if (before.prefixed) return [state, []];
  const [next, effects] = inDialog(state, intent);
  const how = intent.type === 'cancel' ? 'cancelled' : 'answered';
  return [backInInbox(next, effects, how), effects];
}

function inDialog(state: ConsoleState, intent: Intent): Step<ConsoleState> {
  const { view } = state;
  if (view.type === 'inbox') {
    const stepped = stepInbox(state, view, intent);
    if (stepped) return stepped;
  }
  if (view.type === 'conflicts') {
    const stepped = stepConflicts(state, view, intent);
    if (stepped) return stepped;
  }
  if (view.type === 'memories') {
    const stepped = stepMemories(state, view, intent);
    if (stepped) return stepped;
  }
  if (intent.type === 'edit' && view.type === 'plan')
    return [
      { ...state, view: PANES },
      [{ type: 'editPlan', workstream: view.workstream }],
    ];
  if (intent.type === 'allowAlways' && view.type === 'plan')
    return approved(state, view, 'always');
  if (intent.type === 'confirm') return confirmed(state, view);
  if (intent.type === 'choose' && view.type === 'choose')
    return chosen(state, view, intent.number);
  return [{ ...state, view: turned(state, intent) }, []];
}

function turned(state: ConsoleState, intent: Intent): View {
  const { view } = state;
  if (intent.type === 'cancel') return PANES;
  if (intent.type === 'scroll') return scrolled(state, intent.lines);
  if (intent.type === 'turnDialog') return scrolled(state, intent.by * page(state));
  if (intent.type === 'erase') return erased(view);
  if (intent.type === 'toggle') return view.type === 'lost' ? toggled(view) : view;
  return intent.type === 'reject' ? rejecting(view) : view;
}

function erased(view: View): View {
  if (view.type !== 'text') return view;
  return { ...view, text: Array.from(view.text).slice(0, -1).join('') };
}

function rejecting(view: View): View {
  if (view.type !== 'plan') return view;
  const purpose = { type: 'reject', workstream: view.workstream } as const;
  return { type: 'text', purpose, text: '' };
}

function confirmed(state: ConsoleState, view: View): Step<ConsoleState> {
  switch (view.type) {
    case 'plan':
      return approved(state, view);
    case 'merge':
      return merged(state, view);
    case 'text':
      return sent(state, view);
    case 'confirm':
      return [{ ...state, view: PANES }, [view.yes]];
    case 'agents':
      return [agentTaken(state, view), []];
    case 'lost':
      return startedAgain(state, view);
    case 'choose':
    case 'inbox':
    case 'memories':
    case 'conflicts':
      return [state, []];
    case 'panes':
    case 'messages':
    case 'help':
      return [{ ...state, view: PANES }, []];
    default:
      return unreachable(view);
  }
}

/** Only a text that was read can be approved; its revision goes with the answer. */
function approved(
  state: ConsoleState,
  { workstream, plan, asks }: Extract<View, { readonly type: 'plan' }>,
  scope: 'once' | 'always' = 'once',
): Step<ConsoleState> {
  if (plan.type === 'loading') return [state, []];
  const purpose = { type: 'answer', workstream } as const;
  if (asks === 'question')
    return [{ ...state, view: { type: 'text', purpose, text: '' } }, []];
  const { revision } = plan.value;
  const request = { type: 'approve', workstream, revision } as const;
  if (scope === 'once') return closed(onwards(state), request, `${workstream}: approved`);
  const always = { ...request, always: true } as const;
  return closed(onwards(state), always, `${workstream}: allowed for its session`);
}

/** From the sidebar one plan is answered after the other. */
function onwards(state: ConsoleState): ConsoleState {
  return state.keyboard === 'sidebar' ? moved(state, { type: 'nextWaiting' }) : state;
}

function merged(
  state: ConsoleState,
  view: Extract<View, { readonly type: 'merge' }>,
): Step<ConsoleState> {
  if (view.phase === 'running' || view.report.type === 'loading') return [state, []];
  if (view.phase === 'done') return [{ ...state, view: PANES }, []];
  const { checkout } = view.report.value;
  if (!mayMerge(view.report.value)) return [{ ...state, view: PANES }, []];
  const effect: ConsoleEffect = {
    type: 'merge',
    wave: view.wave,
    fastForward: checkout?.clean ?? false,
  };
  return [{ ...state, view: { ...view, phase: 'running' } }, [effect]];
}

function sent(
  state: ConsoleState,
  { purpose, text }: Extract<View, { readonly type: 'text' }>,
): Step<ConsoleState> {
  if (purpose.type === 'handOver') return handedOver(state, purpose, text);
  if (text.trim() === '') return [state, []];
  if (purpose.type === 'goTo') return [goneTo(state, purpose, text), []];
  if (purpose.type === 'override')
    return deciding(state, { wave: purpose.wave, choice: 'override', reason: text });
  const { workstream } = purpose;
  if (purpose.type === 'overrideOwn')
    return closed(
      state,
      { type: 'override', workstream, reason: text },
      `${workstream} counts as done`,
    );
  if (purpose.type === 'answer')
    return closed(
      state,
      { type: 'answer', workstream, answers: text.split(';') },
      `${workstream}: answered`,
    );
  return purpose.type === 'send'
    ? closed(
        state,
        { type: 'send', workstream, text, now: false },
        `sent to ${workstream}`,
      )
    : closed(
        state,
        { type: 'reject', workstream, message: text },
        `${workstream}: sent back`,
      );
}

function closed(
  state: ConsoleState,
  request: PersonsRequest,
  done: string,
): Step<ConsoleState> {
  return [{ ...state, view: PANES }, [{ type: 'ask', request, done }]];
}
