import { expect, it } from 'vitest';
import {
  answerTo,
  questionIn,
  settles,
  type Question,
} from '../../src/agents/question.js';
import { sessionId } from '../../src/domain/ids.js';
import { readHookEvent, type HookEvent } from '../../src/formats/hook-event.js';
import { shipped } from './shipped.js';

const input = { plan: '# Plan\n\n"quoted" $& {message}', planFilePath: '/p' };
const plan = { tool_name: 'ExitPlanMode', tool_input: input };
const bash = { tool_name: 'Bash', tool_input: { command: 'npm test' } };

it("gives Claude Code's plan in full, and its input back untouched", () => {
  const question = asked(plan);
  expect(question).toMatchObject({ kind: 'plan', text: input.plan });
  expect(said(question, { type: 'yes' })).toEqual({
    behavior: 'allow',
    updatedInput: input,
    updatedPermissions: [{ type: 'setMode', mode: 'default', destination: 'session' }],
  });
  expect(said(question, { type: 'no', message: 'say "why"\n' })).toEqual({
    behavior: 'deny',
    message: 'say "why"\ufffd',
  });
});

it('gives what Claude Code wants to do in full', () => {
  const question = asked(bash);
  expect(question).toMatchObject({
    kind: 'permission',
    text: 'Bash\n\n{\n  "command": "npm test"\n}',
  });
  expect(said(question, { type: 'yes' })).toEqual({
    behavior: 'allow',
    updatedInput: bash.tool_input,
  });
});

const suggested = [
  { type: 'addRules', rules: [{ toolName: 'Bash' }], destination: 'localSettings' },
  { type: 'setMode', mode: 'acceptEdits', destination: 'session' },
];

it('gives for the session what Claude Code suggests, and for no longer', () => {
  const question = asked({ ...bash, permission_suggestions: suggested });
  expect(question?.always).toBe(JSON.stringify(suggested, null, 2));
  expect(said(question, { type: 'always' })).toEqual({
    behavior: 'allow',
    updatedInput: bash.tool_input,
    updatedPermissions: [
      { type: 'addRules', rules: [{ toolName: 'Bash' }], destination: 'session' },
      { type: 'setMode', mode: 'acceptEdits', destination: 'session' },
    ],
  });
  expect(asked(bash)?.always).toBeUndefined();
  expect(asked({ ...bash, permission_suggestions: [] })?.always).toBeUndefined();
});

const questions = [
  {
    question: 'Which colour?',
    multiSelect: false,
    options: [{ label: 'Red', description: 'warm' }, { label: 'Blue' }],
  },
  {
    question: 'Which sizes?',
    multiSelect: true,
    options: [{ label: 'S' }, { label: 'L' }],
  },
];

it("answers Claude Code's questions, which go back with the answers", () => {
  const question = asked({ tool_name: 'AskUserQuestion', tool_input: { questions } });
  expect(question).toMatchObject({
    kind: 'question',
    text: `It asks

Which colour?
  1. Red: warm
  2. Blue

Which sizes? (several may be chosen)
  1. S
  2. L`,
  });
  const answers = { 'Which colour?': 'Red', 'Which sizes?': 'S, L' };
  expect(said(question, { type: 'chosen', answers })).toEqual({
    behavior: 'allow',
    updatedInput: { questions, answers },
  });
});

it.each([
  ['a question of another form', { tool_name: 'AskUserQuestion', tool_input: {} }, false],
  ['an event that was cut off', bash, true],
])('asks nothing by %s', (_what, fields, cut) => {
  expect(asked(fields, cut)).toBeUndefined();
});

it.each([
  ['PostToolUse', bash, true],
  ['PostToolUse', { ...bash, tool_input: { command: 'ls' } }, false],
  ['PreToolUse', bash, false],
  ['Notification', {}, false],
  ['Stop', {}, true],
])('%s %j settles what was asked: %s', (name, fields, expected) => {
  const question = asked(bash);
  const later = eventOf({ hook_event_name: name, ...fields });
  expect(question && settles(question, later)).toBe(expected);
});

it('holds what a subagent asks against its own events alone', () => {
  const aside = { agent_id: 'a1', agent_type: 'Explore' };
  const question = asked({ ...bash, ...aside });
  expect(question).toMatchObject({ kind: 'permission', subagent: 'a1' });
  const settled = (later: object) =>
    question && settles(question, eventOf({ hook_event_name: 'PostToolUse', ...later }));
  expect(settled({ ...bash, ...aside })).toBe(true);
  expect(settled(bash)).toBe(false);
  expect(settled({ hook_event_name: 'Stop' })).toBe(false);
});

function eventOf(fields: object): HookEvent {
  const event = readHookEvent({ text: JSON.stringify(fields), cut: false });
  if (!event) throw new Error('no event');
  return event;
}

function asked(fields: object, cut = false): Question | undefined {
  const { hooks } = shipped('claude');
  const text = JSON.stringify({ hook_event_name: 'PermissionRequest', ...fields });
  const message = { id: '1', session: sessionId('A.1'), at: 1, text, cut };
  return hooks && questionIn(hooks, message);
}

function said(question: Question | undefined, answer: Parameters<typeof answerTo>[1]) {
  const printed: {
    readonly hookSpecificOutput: {
      readonly hookEventName: string;
      readonly decision: object;
    };
  } = JSON.parse(question ? answerTo(question, answer) : '');
  expect(printed.hookSpecificOutput.hookEventName).toBe('PermissionRequest');
  return printed.hookSpecificOutput.decision;
}
