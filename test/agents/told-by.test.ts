import { expect, it } from 'vitest';
import { toldBy } from '../../src/agents/told-by.js';
import { readHookEvent } from '../../src/formats/hook-event.js';
import { shipped } from './shipped.js';

const bash = { tool_name: 'Bash', tool_input: { command: 'npm test', timeout: 1 } };
const write = { tool_name: 'Write', tool_input: { file_path: '/w/a.ts', content: '' } };
const plan = { tool_name: 'ExitPlanMode', tool_input: { plan: '# Plan' } };

const subagent = { id: 'a1', type: 'subagent', status: 'running' };
const shell = { id: 'b1', type: 'shell', status: 'running', command: 'tail -f x' };

/** As Claude Code 2.1 sends them, less what no rule reads. */
it.each([
  ['UserPromptSubmit', { prompt: 'go' }, 'busy '],
  ['PreToolUse', bash, 'busy '],
  ['PreToolUse', plan, 'waiting your approval of its plan'],
  ['PermissionRequest', plan, 'waiting your approval of its plan'],
  ['PostToolUse', plan, 'busy '],
  ['PermissionRequest', bash, 'waiting your permission: Bash: npm test'],
  ['PermissionRequest', write, 'waiting your permission: Write /w/a.ts'],
  ['PermissionRequest', { tool_name: 'WebSearch' }, 'waiting your permission: WebSearch'],
  ['PreToolUse', { tool_name: 'AskUserQuestion' }, 'waiting your answer to its question'],
  [
    'Notification',
    { notification_type: 'elicitation_dialog', message: 'db asks' },
    'waiting db asks',
  ],
  ['Notification', { notification_type: 'idle_prompt' }, 'idle '],
  ['Notification', { notification_type: 'auth_success' }, 'nothing'],
  ['Stop', { background_tasks: [] }, 'idle '],
  ['Stop', {}, 'idle '],
  ['Stop', { background_tasks: [subagent] }, 'busy in the background '],
  ['Stop', { background_tasks: [shell] }, 'idle a shell runs in its background'],
  ['Stop', { background_tasks: [shell, subagent] }, 'busy in the background '],
  ['StopFailure', { error: 'rate_limit' }, 'error rate_limit'],
  ['SessionStart', { source: 'startup' }, 'nothing'],
  ['SessionEnd', { reason: 'other' }, 'unknown '],
  ['Stop', { agent_id: 'a1', agent_type: 'Explore' }, 'nothing'],
  ['SomethingNew', {}, 'nothing'],
])('claude tells %s %j', (name, fields, expected) => {
  expect(saidBy('claude', { hook_event_name: name, ...fields })).toBe(expected);
});

const colour = { questions: [{ id: 'colour', question: 'Which colour?' }] };

/** As Codex 0.171 sends them, less what no rule reads. */
it.each([
  ['SessionStart', { source: 'startup' }, 'nothing'],
  ['UserPromptSubmit', { prompt: 'go' }, 'busy '],
  ['PreToolUse', bash, 'busy '],
  ['PermissionRequest', bash, 'waiting your permission: npm test'],
  [
    'PermissionRequest',
    { tool_name: 'apply_patch' },
    'waiting your permission: apply_patch',
  ],
  ['PostToolUse', bash, 'busy '],
  [
    'PreToolUse',
    { tool_name: 'request_user_input', tool_input: colour },
    'waiting your answer to its question',
  ],
  ['Stop', { stop_hook_active: false }, 'idle '],
  ['Interrupt', {}, 'idle '],
  ['SessionEnd', {}, 'unknown '],
])('codex tells %s %j', (name, fields, expected) => {
  expect(saidBy('codex', { hook_event_name: name, ...fields })).toBe(expected);
});

it.each([
  [
    'shell',
    { state: 'waiting', detail: 'the tide\u001b[2J' },
    'waiting the tide\ufffd[2J',
  ],
  ['claude', { state: 'busy' }, 'busy '],
  ['shell', { state: 'wild' }, 'nothing'],
])('any program tells by %s %j', (agent, event, expected) => {
  expect(saidBy(agent, event)).toBe(expected);
});

function saidBy(agent: string, fields: object): string {
  const event = readHookEvent({ text: JSON.stringify(fields), cut: false }) ?? {};
  const told = toldBy(shipped(agent).hooks, { event, at: 1 });
  if (!told) return 'nothing';
  return `${told.doing}${told.background ? ' in the background' : ''} ${told.detail}`;
}
