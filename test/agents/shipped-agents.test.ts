import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { agentState, isLimited } from '../../src/agents/agent-state.js';
import { shipped } from './shipped.js';
import { readAgent } from '../../src/formats/agent-file.js';

const folder = join(import.meta.dirname, '../../agents');

it.each(readdirSync(folder))('%s is an agent', (file) => {
  expect(readAgent(readFileSync(join(folder, file), 'utf8'), { file })).toMatchObject({
    ok: true,
  });
});

const claudeAtRest = `
● I have changed the parser.

✻ Crunched for 19s

────────────────────────────────
❯\u00a0
────────────────────────────────
  ● high · /effort`;

const claudeAtWork = `
● Reading the sources

✻ Cogitating… (12s · ↓ 1.2k tokens)

────────────────────────────────
❯\u00a0
────────────────────────────────`;

const claudeAsks = `
────────────────────────────────
 Exit plan mode?
 Claude wants to exit plan mode

 ❯ 1. Yes
   2. No`;

it.each([
  ['demo', 'A1 says that it is busy', '⠋ TD1 · reading', '', 'busy title'],
  ['demo', 'A1 waits for its plan', '? TD1 · plan ready', '', 'waiting title'],
  ['demo', 'A1 is at rest', '✳ TD1 · ready', '', 'idle title'],
  ['claude', 'A2 streams', '⠂ Claude Code', claudeAtRest, 'busy title'],
  ['claude', 'A2 works in silence', '✳ Claude Code', claudeAtWork, 'busy screen'],
  ['claude', 'A2 asks', '✳ Claude Code', claudeAsks, 'waiting screen'],
  ['claude', 'A2 is at rest', '✳ Claude Code', claudeAtRest, 'idle screen'],
  ['claude', 'A3 shows what no rule knows', '', 'Select a theme', 'unknown process'],
  [
    'codex',
    'A4 asks',
    '',
    'Run it?\n› 1. Yes, proceed (y)\n  2. No (esc)',
    'waiting screen',
  ],
  ['codex', 'A4 works', '', '• Working (1m 2s • esc to interrupt)', 'busy screen'],
  ['gemini', 'A5 works', '', '⠏ Thinking (esc to cancel, 4s)', 'busy screen'],
  [
    'gemini',
    'A5 is at rest',
    '◇  Ready (project)',
    ' >   Type your message or @path',
    'idle screen',
  ],
  [
    'opencode',
    'A6 asks',
    '',
    '  ┃  △ Permission required\n  ┃   Allow once   Reject     enter confirm',
    'waiting screen',
  ],
  ['aider', 'A7 asks', '', 'Add a.py to the chat? (Y)es/(N)o [Yes]:', 'waiting screen'],
  [
    'aider',
    'A7 asked, or quotes a question',
    '',
    'It asks:\nAdd a.py to the chat? (Y)es/(N)o [Yes]: y\n> ',
    'idle screen',
  ],
  ['shell', 'A8 says nothing of itself', 'bash', '$ ', 'unknown process'],
])('%s %s', (name, _rule, title, screen, expected) => {
  const seen = agentState(shipped(name), {
    title,
    lines: screen.split('\n'),
    quiet: true,
  });
  expect(`${seen.doing} ${seen.source}`).toBe(expected);
});

/** As those who run it quote it. */
it.each([
  [
    'aider',
    'your login',
    'Login to OpenRouter or create a free account? (Y)es/(N)o [Yes]:',
  ],
  ['aider', 'whether it may update itself', 'Run pip install? (Y)es/(N)o [Yes]:'],
  [
    'aider',
    'whether it may change .gitignore',
    'Add .aider* to .gitignore (recommended)? (Y)es/(N)o [Yes]:',
  ],
])('A14 %s asks at its first start: %s', (name, detail, screen) => {
  const lines = screen.split('\n');
  expect(agentState(shipped(name), { title: '', lines, quiet: true })).toMatchObject({
    doing: 'waiting',
    source: 'screen',
    detail,
  });
});

it('A9 is not idle while it still writes', () => {
  const lines = claudeAtRest.split('\n');
  const seen = agentState(shipped('claude'), { title: '', lines, quiet: false });
  expect(seen.doing).toBe('unknown');
});

it('A10 gives its evidence, made harmless', () => {
  const lines = ['  Allow this?\u001b[2J (Y)es/(N)o'];
  expect(agentState(shipped('aider'), { title: '', lines, quiet: true })).toEqual({
    doing: 'waiting',
    source: 'screen',
    detail: 'yes or no in its pane',
    evidence: 'Allow this?\ufffd[2J (Y)es/(N)o',
    rule: 'screens[3]',
    lines,
  });
});

it.each([
  [
    'claude',
    '  ⎿  API Error (529 {"type":"error"}) · Retrying in 4 seconds… (attempt 4/10)',
    true,
  ],
  ['claude', '  ⎿  5-hour limit reached ∙ resets 3pm', true],
  ['claude', "You've hit your limit · resets 3pm (UTC)", true],
  ['claude', '● I have added a rate limit of 429 requests', false],
  ['codex', "■ You've hit your usage limit. Try again at 3:51 PM.", true],
  ['codex', '• Ran npm test', false],
  ['shell', 'usage limit reached', false],
])('%s: "%s" tells of a rate limit: %s', (name, line, told) => {
  expect(isLimited(shipped(name), { lines: ['', line, ''] })).toBe(told);
});
