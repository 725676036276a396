/** Handing a workstream to another agent by keys: which, what it is told, what it starts with. */
import { describe, expect, it } from 'vitest';
import type { HandingOver } from '../../src/console/event.js';
import type { ConsoleState } from '../../src/console/state.js';
import { workstreamId } from '../../src/domain/ids.js';
import { aConsole, after, asked } from '../helpers/console-state.js';
import { eventsOf, press } from '../helpers/press.js';

const agents = ['codex', 'demo', 'gemini'].map((name) => ({
  name,
  title: `The ${name}`,
}));
const A = workstreamId('A');

const wish: HandingOver = {
  type: 'handOver',
  workstream: A,
  agent: 'gemini',
  message: 'go',
  consent: false,
};

describe('a hand-over', () => {
  it('asks who takes it, first marked who does not have it', () => {
    expect(asked(aConsole(), eventsOf(aConsole(), 'A'))).toEqual([
      { type: 'readAgents' },
    ]);
    expect(open().view).toMatchObject({
      type: 'agents',
      workstream: A,
      has: 'demo',
      scroll: 0,
    });
    expect(press(open(), 'down enter').view).toMatchObject({
      purpose: { type: 'handOver', agent: 'demo' },
    });
  });

  it.each([
    ['tells it something', 'down down enter g o', 'go'],
    ['tells it nothing', 'down down enter', ''],
  ])('%s', (_rule, keys, message) => {
    const typed = press(open(), keys);
    expect(asked(typed, eventsOf(typed, 'enter'))).toEqual([{ ...wish, message }]);
    expect(press(typed, 'enter').view.type).toBe('panes');
  });

  it('shows what the plan has the agent start with before it does', () => {
    const commands = ['gemini --yolo'];
    const asks = after(open('escape'), [{ type: 'consentNeeded', of: wish, commands }]);
    expect(asks.view).toMatchObject({ type: 'confirm', consequence: 'gemini --yolo' });
    expect(asked(asks, eventsOf(asks, 'y'))).toEqual([{ ...wish, consent: true }]);
    expect(asked(asks, eventsOf(asks, 'n'))).toEqual([]);
  });

  it('asks for no consent over something else', () => {
    const later = after(open(), [{ type: 'consentNeeded', of: wish, commands: ['x'] }]);
    expect(later).toMatchObject({
      view: { type: 'agents' },
      notice: { text: 'A was not handed over: it asks for your consent' },
    });
  });

  it('needs a workstream', () => {
    const onWave = press(aConsole(), 'up');
    expect(press(onWave, 'A').notice?.text).toBe('select a workstream to hand over');
  });
});

function open(then = ''): ConsoleState {
  const read = after(press(aConsole(), '1 ctrl+space A'), [
    { type: 'agentsRead', agents },
  ]);
  return then === '' ? read : press(read, then);
}
