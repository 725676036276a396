import { describe, expect, it } from 'vitest';
import { fieldsNamed, placesOf } from '../../src/agents/file-places.js';
import { Tally } from '../../src/agents/tally.js';
import {
  headIn,
  markOf,
  usageInEvent,
  usageInLine,
  type ToldLine,
} from '../../src/agents/usage-told.js';
import { readHookEvent } from '../../src/formats/hook-event.js';
import { shipped } from './shipped.js';

const claude = shipped('claude').usage;
const rule = claude?.lines;

/** A line of a transcript of Claude Code, as 2.1.197 writes it. */
function line(usage: unknown, more: object = {}): object {
  const message = { id: 'msg_1', model: 'a-new-one', role: 'assistant', usage };
  return { type: 'assistant', isSidechain: false, message, ...more };
}

const usage = {
  input_tokens: 10,
  cache_creation_input_tokens: 200,
  cache_read_input_tokens: 3000,
  output_tokens: 50,
};
const tokens = { input: 10, output: 50, cacheRead: 3000, cacheWrite: 200 };

describe('a line of a transcript', () => {
  it.each<[string, unknown, unknown]>([
    [
      'tells tokens and context',
      line(usage),
      { once: 'msg_1', tokens, context: 3210, aside: false },
    ],
    [
      'of a subagent is aside',
      line(usage, { isSidechain: true }),
      { once: 'msg_1', tokens, context: 3210, aside: true },
    ],
    [
      'that was made up fills no context',
      line({ input_tokens: 0, output_tokens: 0 }),
      {
        once: 'msg_1',
        tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
        aside: false,
      },
    ],
    ['of a person tells nothing', { type: 'user', message: { content: 'x' } }, undefined],
    ['without numbers tells nothing', line({ input_tokens: 'many' }), undefined],
    [
      'with numbers that cannot be tells nothing',
      line({ input_tokens: -5, output_tokens: 1e99 }),
      undefined,
    ],
    [
      'without a name tells nothing',
      { type: 'assistant', message: { usage } },
      undefined,
    ],
    ['that is no object tells nothing', 'usage', undefined],
    ['that is empty tells nothing', null, undefined],
  ])('%s', (_rule, value, told) => {
    expect(rule && usageInLine(rule, value)).toEqual(told);
  });

  it('has a word by which others are passed over', () => {
    expect(rule && markOf(rule)).toBe('"input_tokens"');
  });
});

describe('a rollout of Codex', () => {
  const codex = shipped('codex').usage;

  it('tells the sum of all, and the context that its last answer left', () => {
    // As 0.171.0 writes it.
    const total_token_usage = {
      input_tokens: 24_732,
      cached_input_tokens: 12_000,
      cache_write_input_tokens: 0,
      output_tokens: 100,
      reasoning_output_tokens: 0,
      total_tokens: 24_832,
    };
    const last_token_usage = { ...total_token_usage, total_tokens: 12_471 };
    const info = { total_token_usage, last_token_usage, model_context_window: 258_400 };
    const count = { type: 'event_msg', payload: { type: 'token_count', info } };
    expect(codex?.lines && usageInLine(codex.lines, count)).toEqual({
      tokens: { input: 12_732, output: 100, cacheRead: 12_000, cacheWrite: 0 },
      context: 12_471,
      window: 258_400,
      once: undefined,
      aside: false,
    });
    const none = { type: 'event_msg', payload: { type: 'token_count', info: null } };
    expect(codex?.lines && usageInLine(codex.lines, none)).toBeUndefined();
  });

  it('says in its first line what it is about', () => {
    const timestamp = '2026-11-29T23:33:11.894Z';
    const payload = { cwd: '/x/project', thread_source: 'subagent' };
    const head = { timestamp, type: 'session_meta', payload };
    expect(codex?.head && headIn(codex.head, head)).toEqual({
      folder: '/x/project',
      began: Date.parse(timestamp),
      aside: true,
    });
    expect(codex?.head && headIn(codex.head, 'garbage')).toEqual({
      folder: '',
      began: undefined,
      aside: false,
    });
  });
});

it('is told by a line of what Gemini CLI records', () => {
  const gemini = shipped('gemini').usage;
  // As 0.61.0 writes it.
  const counts = { input: 12_519, output: 50, cached: 6259, thoughts: 7, tool: 0 };
  const said = { id: 'b20c', type: 'gemini', tokens: { ...counts, total: 12_576 } };
  expect(gemini?.lines && usageInLine(gemini.lines, said)).toEqual({
    tokens: { input: 6260, output: 57, cacheRead: 6259, cacheWrite: 0 },
    context: 12_576,
    once: 'b20c',
    aside: false,
  });
  const head = { sessionId: '500a', kind: 'subagent' };
  expect(gemini?.head && headIn(gemini.head, head)).toEqual({
    folder: undefined,
    began: undefined,
    aside: true,
  });
});

describe('an event', () => {
  it.each<[string, object, unknown]>([
    [
      'of a status line tells cost and window',
      {
        cost: { total_cost_usd: 0.116 },
        context_window: { context_window_size: 200_000, used_percentage: 11 },
      },
      { cost: 0.116, window: 200_000, percent: 11 },
    ],
    [
      'of one that has said nothing yet likewise',
      {
        cost: { total_cost_usd: 0 },
        context_window: { context_window_size: 1e6, used_percentage: null },
      },
      { cost: 0, window: 1e6 },
    ],
    [
      'of any program in the plain form',
      { usage: { input: 5, output: 6, context: 7, window: 8, cost: 0.5 } },
      {
        tokens: { input: 5, output: 6, cacheRead: 0, cacheWrite: 0 },
        context: 7,
        window: 8,
        cost: 0.5,
      },
    ],
    ['with numbers that cannot be', { usage: { cost: -1, context: 'NaN' } }, undefined],
    ['of something else', { hook_event_name: 'Stop' }, undefined],
  ])('%s', (_rule, event, expected) => {
    expect(toldIn(event)).toEqual(expected);
  });

  it('says what its sums are of, where its agent has several', () => {
    const tokens = { input: 8, output: 5, cacheRead: 1, cacheWrite: 0 };
    const event = { session: 'ses_1', tokens, context: 14 };
    expect(toldIn(event, shipped('opencode'))).toEqual({
      of: 'ses_1',
      tokens,
      context: 14,
    });
  });
});

describe('a tally', () => {
  it('counts a message once, and what it grew by', () => {
    const tally = new Tally(new Map());
    tally.count('a', one('m1', 10, 1));
    tally.count('a', one('m1', 10, 1));
    tally.count('a', one('m1', 10, 50));
    tally.count('a', one('m2', 7));
    // A copy of the conversation, which goes on elsewhere.
    tally.count('b', one('m1', 10, 50));
    tally.count('b', one('m3', 5));
    expect(tally.sum('a')).toMatchObject({ input: 17, output: 50 });
    expect(tally.sum('b')).toMatchObject({ input: 5, output: 0 });
  });

  it('goes on from what was counted before', () => {
    const before = { input: 17, output: 50, cacheRead: 0, cacheWrite: 0 };
    const tally = new Tally(new Map([['a', before]]));
    tally.recall(one('m1', 10, 50));
    tally.count('a', one('m1', 10, 50));
    tally.count('a', one('m4', 1));
    expect(tally.sum('a')).toMatchObject({ input: 18, output: 50 });
  });

  it('takes the last sum where a file tells sums', () => {
    const tally = new Tally(new Map());
    tally.count('a', one(undefined, 5));
    tally.count('a', one(undefined, 9));
    expect(tally.sum('a')).toMatchObject({ input: 9 });
  });
});

it('knows the places of files when all that they are named by is known', () => {
  const files = claude?.files ?? [];
  expect(fieldsNamed(files)).toEqual(['transcript_path', 'transcript_path']);
  const places = (fields: Record<string, string>) =>
    placesOf([...files, '~/x', '$AGENT_HOME/y'], { fields, env: { HOME: '/home/me' } });
  expect(places({})).toEqual(['/home/me/x']);
  expect(places({ transcript_path: '/t/s.jsonl' })).toEqual([
    '/t/s.jsonl',
    '/t/s/subagents/*.jsonl',
    '/home/me/x',
  ]);
  expect(places({ transcript_path: '/t/*/s.jsonl' })).toEqual(['/home/me/x']);
});

function toldIn(event: object, { usage: rules } = shipped('claude')) {
  const read = readHookEvent({ text: JSON.stringify(event), cut: false });
  return read && usageInEvent(rules?.events, read);
}

function one(once: string | undefined, input: number, output = 0): ToldLine {
  const of = { input, output, cacheRead: 0, cacheWrite: 0 };
  return { once, aside: false, tokens: of };
}
