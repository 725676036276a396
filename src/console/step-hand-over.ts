/** Has another agent go on with a workstream: who, what it is told, and what the plan has it run. */
import type { AgentName } from '../protocol/engine-answers.js';
import type { ConsoleEvent, HandingOver, Step } from './event.js';
import { told, type ConsoleState } from './state.js';
import { target } from './step-plan.js';
import { LOADING, PANES, type Purpose, type View } from './view.js';

export type AgentsView = Extract<View, { readonly type: 'agents' }>;

export function handOver(state: ConsoleState): Step<ConsoleState> {
  const chosen = target(state);
  if (!chosen) return [told(state, 'select a workstream to hand over'), []];
  const { id: workstream, agent: has } = chosen;
  const view = { type: 'agents', workstream, has, agents: LOADING, scroll: 0 } as const;
  return [{ ...state, view }, [{ type: 'readAgents' }]];
}

/** The first that does not have it is marked. */
export function agentsRead(view: View, value: readonly AgentName[]): View {
  if (view.type !== 'agents') return view;
  const scroll = Math.max(
    0,
    value.findIndex(({ name }) => name !== view.has),
  );
  return { ...view, agents: { type: 'loaded', value }, scroll };
}

/** The marked one is told something, or nothing, before it starts. */
export function agentTaken(
  state: ConsoleState,
  { workstream, agents, scroll }: AgentsView,
): ConsoleState {
  const agent = agents.type === 'loaded' ? agents.value[scroll]?.name : undefined;
  if (agent === undefined) return state;
  const purpose = { type: 'handOver', workstream, agent } as const;
  return { ...state, view: { type: 'text', purpose, text: '' } };
}

export function handedOver(
  state: ConsoleState,
  { workstream, agent }: Extract<Purpose, { readonly type: 'handOver' }>,
  message: string,
): Step<ConsoleState> {
  const effect = {
    type: 'handOver',
    workstream,
    agent,
    message,
    consent: false,
  } as const;
  return [{ ...state, view: PANES }, [effect]];
}

/** Whoever does something else meanwhile is not disturbed, and nothing is done. */
export function askingConsent(
  state: ConsoleState,
  { of, commands }: Extract<ConsoleEvent, { readonly type: 'consentNeeded' }>,
): ConsoleState {
  if (state.view.type !== 'panes')
    return told(state, `${of.workstream} was not handed over: it asks for your consent`);
  const yes: HandingOver = { ...of, consent: true };
  const question = `The plan has ${of.agent} start with this. Run it?`;
  const consequence = commands.join('\n');
  return { ...state, view: { type: 'confirm', question, consequence, yes } };
}
