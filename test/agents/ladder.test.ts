import { expect, it } from 'vitest';
import type { AgentState } from '../../src/agents/agent-state.js';
import { standing, type Said } from '../../src/agents/ladder.js';
import type { Told } from '../../src/agents/told-by.js';

type Doing = AgentState['doing'];

/** The hook told `told` at 0; title or screen say `read` since `since`; it is `now`. */
it.each<[string, Told['doing'], Doing, number, number, string]>([
  ['L1 a hook counts before a screen', 'busy', 'unknown', 0, 0, 'busy hook'],
  ['L2 a screen lags behind its hook', 'waiting', 'busy', -5000, 4900, 'waiting hook'],
  ['L2 and is right after that', 'waiting', 'busy', -5000, 5000, 'busy screen'],
  [
    'L2 one that changes after it is right soon',
    'waiting',
    'busy',
    500,
    1500,
    'busy screen',
  ],
  ['L3 a dialog without a hook', 'busy', 'waiting', 100, 1900, 'busy hook'],
  ['L3 is believed when it stays', 'busy', 'waiting', 100, 2100, 'waiting screen'],
  ['L4 a bare prompt between two steps', 'busy', 'idle', 500, 3000, 'busy hook'],
  ['L4 is an interruption when it stays', 'busy', 'idle', 500, 3500, 'idle screen'],
  [
    'L5 an answer in the pane that led to rest',
    'waiting',
    'idle',
    0,
    3000,
    'idle screen',
  ],
  ['L6 what failed does not rest', 'error', 'idle', 0, 99_000, 'error hook'],
  ['L6 but may go on', 'error', 'busy', 500, 1500, 'busy screen'],
  ['L7 rest by a hook is believed at once', 'idle', 'unknown', 0, 0, 'idle hook'],
  ['L8 a screen without meaning says little', 'busy', 'unknown', 0, 599_000, 'busy hook'],
  ['L8 but something', 'busy', 'unknown', 0, 600_000, 'unknown screen'],
  ['L8 nothing against a question', 'waiting', 'unknown', 0, 9_000_000, 'waiting hook'],
  ['L8 nor does one that loads', 'idle', 'starting', 0, 9_000_000, 'idle hook'],
  ['L9 a hook may take its word back', 'unknown', 'busy', 0, 0, 'busy screen'],
])('%s', (_rule, told, read, since, now, expected) => {
  const { state } = standing(said({ told, read, since }), now);
  expect(`${state?.doing} ${state?.source}`).toBe(expected);
});

it('L10 names the time at which time alone makes a difference', () => {
  const both = said({ told: 'busy', read: 'idle', since: 500 });
  expect(standing(both, 600).againAt).toBe(3500);
  expect(standing(both, 3500)).toMatchObject({ told: undefined, againAt: undefined });
});

it('L11 a screen at rest says nothing against work in the background', () => {
  const both = said({ told: 'busy', read: 'idle', since: 0, background: true });
  expect(standing(both, 60_000)).toMatchObject({ state: { doing: 'busy' } });
});

it('L12 without a hook, rest on a screen is believed after a moment', () => {
  const both = said({ read: 'idle', since: 100 });
  expect(standing(both, 200)).toMatchObject({ state: undefined, againAt: 1600 });
  expect(standing(both, 1600)).toMatchObject({ state: { doing: 'idle' } });
});

type Both = {
  readonly told?: Told['doing'];
  readonly read: Doing;
  readonly since: number;
  readonly background?: boolean;
};

function said({ told, read, since, background = false }: Both): Said {
  const hook: Told | undefined = told && {
    doing: told,
    detail: '',
    evidence: 'Event',
    at: 0,
    background,
  };
  const state = { doing: read, source: 'screen', detail: '', evidence: '' } as const;
  return { told: hook, read: { state, since } };
}
