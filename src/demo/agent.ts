/**
 * The life of a demo agent: it plans, asks, works and then waits at its prompt.
 *
 * `step` decides what a key or a finished deed leads to; `run.ts` does the deeds. It
 * reads no clock and writes nothing.
 */
import { unreachable } from '../base/assert.js';
import { plainText } from '../base/plain-text.js';
import type { Timestamp } from '../domain/time.js';
import type { Key } from './keys.js';
import type { DemoTask } from './task.js';

export type Agent = {
  readonly task: DemoTask;
  readonly phase: Phase;
  /** What the agent said so far, oldest first. */
  readonly log: readonly string[];
  /** Lines of `log` that were let go of. */
  readonly forgotten: number;
  /** What is typed at the prompt. */
  readonly typed: string;
  readonly feedback: readonly string[];
  /** A second Ctrl+C ends the agent. */
  readonly leaving: boolean;
};

export type Phase =
  | { readonly type: 'planning' }
  | { readonly type: 'asking'; readonly choice: number }
  | { readonly type: 'listening' }
  | { readonly type: 'working'; readonly since: Timestamp; readonly doing: string }
  | { readonly type: 'ready' };

export type AgentEvent =
  | { readonly type: 'key'; readonly key: Key; readonly at: Timestamp }
  | { readonly type: 'planWritten' }
  | { readonly type: 'did'; readonly doing: string; readonly said: readonly string[] }
  | { readonly type: 'finished' };

export type Effect =
  { readonly type: 'writePlan' } | { readonly type: 'work' } | { readonly type: 'exit' };

export type Step = readonly [next: Agent, effects: readonly Effect[]];

export const choices = ['Yes, start coding', 'No, change the plan'] as const;

/** Enough to fill the tallest screen again after a resize. */
const MAX_LOG_LINES = 300;

export function born(task: DemoTask): Agent {
  const greeting = [`● Reading the task of ${task.id}`, '● Exploring the code'];
  return {
    task,
    phase: { type: 'planning' },
    log: greeting,
    forgotten: 0,
    typed: '',
    feedback: [],
    leaving: false,
  };
}

export function step(agent: Agent, event: AgentEvent): Step {
  switch (event.type) {
    case 'key':
      return press(agent, event.key, event.at);
    case 'planWritten':
      if (agent.phase.type !== 'planning') return [agent, []];
      return [asking(say(agent, ['● Write(.claude/plan.md)'])), []];
    case 'did':
      if (agent.phase.type !== 'working') return [agent, []];
      return [
        say({ ...agent, phase: { ...agent.phase, doing: event.doing } }, event.said),
        [],
      ];
    case 'finished':
      return [
        say({ ...agent, phase: { type: 'ready' } }, ['● Done. The work is committed.']),
        [],
      ];
    default:
      return unreachable(event);
  }
}

function press(agent: Agent, key: Key, at: Timestamp): Step {
  if (key.type === 'interrupt')
    return agent.leaving
      ? [agent, [{ type: 'exit' }]]
      : [{ ...agent, typed: '', leaving: true }, []];

  const staying = { ...agent, leaving: false };
  return agent.phase.type === 'asking'
    ? choose(staying, key, agent.phase.choice, at)
    : edit(staying, key);
}

function choose(agent: Agent, key: Key, choice: number, at: Timestamp): Step {
  const digit = key.type === 'text' ? choices.findIndex(isDigit(key.text)) : -1;
  if (digit >= 0) return answer(agent, digit, at);
  if (key.type === 'enter') return answer(agent, choice, at);
  if (key.type !== 'up' && key.type !== 'down') return [agent, []];

  const moved = Math.min(choices.length - 1, Math.max(0, choice + delta[key.type]));
  return [{ ...agent, phase: { type: 'asking', choice: moved } }, []];
}

const delta = { up: -1, down: 1 } as const;

const isDigit = (text: string) => (_label: string, index: number) =>
  text === String(index + 1);

function answer(agent: Agent, choice: number, at: Timestamp): Step {
  if (choice === 0)
    return [
      say({ ...agent, phase: { type: 'working', since: at, doing: 'Starting' } }, [
        '● Plan approved, starting',
      ]),
      [{ type: 'work' }],
    ];
  return [say({ ...agent, phase: { type: 'listening' } }, ['● What should change?']), []];
}

function edit(agent: Agent, key: Key): Step {
  switch (key.type) {
    case 'text':
      return [{ ...agent, typed: agent.typed + key.text }, []];
    case 'backspace':
      return [{ ...agent, typed: Array.from(agent.typed).slice(0, -1).join('') }, []];
    case 'enter':
      return submit({ ...agent, typed: '' }, plainText(agent.typed.trim()));
    case 'up':
    case 'down':
    case 'escape':
    case 'interrupt':
      return [agent, []];
    default:
      return unreachable(key);
  }
}

function submit(agent: Agent, text: string): Step {
  if (text === '') return [agent, []];
  if (text === '/exit') return [agent, [{ type: 'exit' }]];
  const heard = say(agent, [`> ${text}`]);
  if (agent.phase.type !== 'listening') return [say(heard, ['● Noted, thank you.']), []];

  const feedback = [...agent.feedback, text];
  const revised = say({ ...heard, feedback }, ['● Revising the plan']);
  return [{ ...revised, phase: { type: 'planning' } }, [{ type: 'writePlan' }]];
}

function asking(agent: Agent): Agent {
  return { ...agent, phase: { type: 'asking', choice: 0 } };
}

function say(agent: Agent, lines: readonly string[]): Agent {
  const log = [...agent.log, ...lines];
  const surplus = Math.max(0, log.length - MAX_LOG_LINES);
  return { ...agent, log: log.slice(surplus), forgotten: agent.forgotten + surplus };
}
