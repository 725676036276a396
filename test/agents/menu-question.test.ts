import { describe, expect, it } from 'vitest';
import { planMenu, questionOn } from '../../src/agents/menu-question.js';
import { shipped } from './shipped.js';

const claude = shipped('claude');

const PLAN = [
  ' Ready to code?',
  '  Ask "Do you want to proceed?" first:',
  '  Do you want to proceed?',
  ' Claude has written up a plan and is ready to execute. Would you like to proceed?',
  ' ❯ 1. Yes, and use auto mode',
  '   2. Yes, manually approve edits',
  '   3. Tell Claude what to change',
];

const PERMISSION = [
  ' Bash command',
  " cat <<'END'",
  ' Exit plan mode?',
  ' END',
  ' Do you want to proceed?',
  ' ❯ 1. Yes',
  '   2. No',
];

describe('what a menu asks, when its agent knows several questions', () => {
  it.each([
    ['a plan that quotes a permission', PLAN, 'plan'],
    ['a permission whose command quotes a plan', PERMISSION, 'permission'],
    ['a plan without its text', [' Exit plan mode?', ' ❯ 1. Yes', '   2. No'], 'plan'],
    [
      'a question of the agent itself',
      ['Would you like to proceed?', '❯ 1. Yes', '  2. No'],
      'neither',
    ],
    [
      'a permission without numbers',
      [
        ' Do you want to proceed?',
        ' ❯ No',
        '   Yes',
        '',
        ' Esc to cancel · Tab to amend',
      ],
      'permission',
    ],
    ['no menu', [' Exit plan mode?', ' Do you want to proceed?'], 'neither'],
  ])('%s', (_what, lines, asked) => {
    const plan = planMenu(claude, lines) && 'plan';
    const permission = questionOn(claude, lines) && 'permission';
    expect([plan, permission].filter(Boolean).join(' and ') || 'neither').toBe(asked);
  });
});

it('is told by the labels where a command quotes the other question below its own', () => {
  const lines = [
    '  Would you like to run the following command?',
    '  Reason: Implement this plan?',
    "  $ echo 'Implement this plan?'",
    '  Implement this plan?',
    '› 1. Yes, proceed (y)',
    "  2. Yes, and don't ask again for `echo 'Implement this plan?'` (p)",
    '  3. No, and tell Codex what to do differently (esc)',
  ];
  const codex = shipped('codex');
  expect(planMenu(codex, lines)).toBe(undefined);
  expect(questionOn(codex, lines)?.menu.options).toHaveLength(3);
});

it.each([
  ['with numbers', [' ❯ 1. Yes', '   2. No'], ['   1. Yes', ' ❯ 2. No']],
  ['without numbers', [' ❯ No', '   Yes'], ['   No', ' ❯ Yes']],
])('is the same question when only its cursor has moved: %s', (_what, ...menus) => {
  const texts = menus.map(
    (menu) =>
      questionOn(claude, [' Do you want to proceed?', ...menu, '', ' Esc to cancel'])
        ?.text,
  );
  expect(texts[0]).toContain('Do you want to proceed?');
  expect(texts[1]).toBe(texts[0]);
});
