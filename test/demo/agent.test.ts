import { describe, expect, it } from 'vitest';
import { born, step, type Agent, type AgentEvent } from '../../src/demo/agent.js';
import { keys } from '../../src/demo/keys.js';
import { aTask } from './a-task.js';

const planned: AgentEvent = { type: 'planWritten' };
const finished: AgentEvent = { type: 'finished' };

describe('step', () => {
  it.each([
    ['it asks when its plan is written', [planned], 'asking', ''],
    ['Enter takes the first choice', [planned, ...typed('\r')], 'working', 'work'],
    ['a digit answers at once', [planned, ...typed('1')], 'working', 'work'],
    [
      'an Enter after the digit does no harm',
      [planned, ...typed('1\r')],
      'working',
      'work',
    ],
    [
      'Down and Enter refuse the plan',
      [planned, ...typed('\u001b[B\r')],
      'listening',
      '',
    ],
    [
      'arrows stop at the ends of the menu',
      [planned, ...typed('\u001b[A\u001b[A\r')],
      'working',
      'work',
    ],
    [
      'what should change leads to another plan',
      [planned, ...typed('2more tests\r')],
      'planning',
      'writePlan',
    ],
    ['an empty wish is no wish', [planned, ...typed('2\r')], 'listening', ''],
    ['it is ready when the work is done', [...worked(), finished], 'ready', 'work'],
    ['one Ctrl+C is a warning', [...worked(), ...typed('\u0003')], 'working', 'work'],
    [
      'two Ctrl+C end it',
      [...worked(), ...typed('\u0003\u0003')],
      'working',
      'work exit',
    ],
    [
      'a key between them takes the first back',
      [...worked(), ...typed('\u0003a\u0003')],
      'working',
      'work',
    ],
    ['/exit ends it', [...worked(), ...typed('/exit\r')], 'working', 'work exit'],
  ] satisfies [string, AgentEvent[], string, string][])(
    '%s',
    (_rule, events, phase, effects) => {
      const [agent, asked] = play(events);
      expect([agent.phase.type, asked]).toEqual([phase, effects]);
    },
  );

  it('keeps what is typed while it works, and answers it', () => {
    const [agent] = play([...worked(), ...typed('hello\r'), ...typed('wor\u007f')]);
    expect({ typed: agent.typed, said: agent.log.slice(-2) }).toEqual({
      typed: 'wo',
      said: ['> hello', '● Noted, thank you.'],
    });
  });

  it('puts every wish into the next plan', () => {
    const [agent] = play([...wish('tests first'), ...wish('smaller steps')]);
    expect(agent.feedback).toEqual(['tests first', 'smaller steps']);
  });
});

function wish(text: string): AgentEvent[] {
  return [planned, ...typed(`2${text}\r`)];
}

function worked(): AgentEvent[] {
  return [planned, ...typed('1')];
}

function typed(input: string): AgentEvent[] {
  return keys(input)[0].map((key) => ({ type: 'key', key, at: 0 }));
}

/** The agent after `events`, and all that they asked for. */
function play(events: readonly AgentEvent[]): readonly [Agent, string] {
  const asked: string[] = [];
  const agent = events.reduce((agent, event) => {
    const [next, effects] = step(agent, event);
    asked.push(...effects.map(({ type }) => type));
    return next;
  }, born(aTask()));
  return [agent, asked.join(' ')];
}
