/** The rules of `agents/demo.yaml` against what the demo agent really draws and reads. */
import { describe, expect, it } from 'vitest';
import { stripVTControlCharacters } from 'node:util';
import { agentState } from '../../src/agents/agent-state.js';
import { findMenu, keyTowards, optionOf } from '../../src/agents/menu.js';
import { born, step, type Agent } from '../../src/demo/agent.js';
import { foot, header, title } from '../../src/demo/draw.js';
import { keys } from '../../src/demo/keys.js';
import { aTask } from '../demo/a-task.js';
import { shipped } from './shipped.js';

const spec = shipped('demo');
const planning = born(aTask());
const [asking] = step(planning, { type: 'planWritten' });

describe.each([
  ['wide', { columns: 160, rows: 50 }],
  ['usual', { columns: 80, rows: 24 }],
  ['narrow', { columns: 24, rows: 12 }],
  ['low', { columns: 60, rows: 6 }],
])('on a %s screen', (_name, size) => {
  const screen = (agent: Agent) =>
    [...header(agent, size.columns), ...agent.log, ...foot(agent, size, 0).lines]
      .map(stripVTControlCharacters)
      .slice(-size.rows);

  const see = (agent: Agent) => {
    const shown = { title: title(agent, 0), lines: screen(agent), quiet: true };
    const { doing, detail } = agentState(spec, shown);
    return `${doing} ${detail}`.trim();
  };

  const answer = (agent: Agent, which: 'approve' | 'reject'): Agent => {
    const menu = findMenu(screen(agent));
    const wanted = menu && spec.plan ? optionOf(menu, spec.plan[which]) : undefined;
    if (!menu || !wanted?.ok) throw new Error('no menu to answer');
    const next = press(agent, keyTowards(menu, wanted.value));
    return menu.selected === wanted.value ? next : answer(next, which);
  };

  it('tells what the agent is doing', () => {
    const working = answer(asking, 'approve');
    const [ready] = step(working, { type: 'finished' });
    expect([planning, asking, working, ready].map(see)).toEqual([
      'busy',
      'waiting your approval of its plan',
      'busy',
      'idle',
    ]);
  });

  it('rejects with a reason, and approves the next plan', () => {
    const listening = answer(asking, 'reject');
    expect(see(listening)).toBe('waiting what should change');
    expect(screen(listening).some((line) => spec.plan?.feedback?.test(line))).toBe(true);
    expect(findMenu(screen(listening))).toBeUndefined();

    const again = step(press(listening, 'more tests\r'), { type: 'planWritten' })[0];
    expect(answer(again, 'approve').phase.type).toBe('working');
  });
});

function press(agent: Agent, text: string): Agent {
  return keys(text)[0].reduce(
    (next, key) => step(next, { type: 'key', key, at: 0 })[0],
    agent,
  );
}
