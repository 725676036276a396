import { describe, expect, it } from 'vitest';
import { findMenu, keyTowards, optionOf, type Menu } from '../../src/agents/menu.js';
import { shipped } from './shipped.js';

const demo = `
 Start this plan?
❯ 1. Yes, start coding
  2. No, change the plan

 Enter to confirm`;

const claude = `
────────────────────────────────
 Would you like to proceed?

   1. Yes, and use auto mode
   2. Yes, manually approve edits
 ❯ 3. Tell Claude what to change

 shift+tab to approve with this feedback`;

const boxed = `
╭──────────────────────────────╮
│ Allow execution?             │
│ › 1) Yes, allow once, for    │
│      this command only       │
│   2) No                      │
╰──────────────────────────────╯`;

const unnumbered = `
 │ touch hello
╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
 Do you want to proceed?
 ❯ No
   Yes

 Esc to cancel · Tab to amend`;

const typed = `
────────────────────────────────
❯ first line of what is typed
  and its second

  Esc to cancel
────────────────────────────────
  ⏸ plan mode on (shift+tab to cycle)`;

describe('findMenu', () => {
  it.each([
    [
      'M1 an arrow before a number',
      demo,
      '[1] Yes, start coding | 2 No, change the plan',
    ],
    [
      'M1 the cursor on any option',
      claude,
      '1 Yes, and use auto mode | 2 Yes, manually approve edits | [3] Tell Claude what to change',
    ],
    ['M2 in a box, with a label that wraps', boxed, '[1] Yes, allow once, for | 2 No'],
    [
      'M3 the last of two',
      `${claude}\n${demo}`,
      '[1] Yes, start coding | 2 No, change the plan',
    ],
    ['M7 without numbers, above its keys', unnumbered, '[1] No | 2 Yes'],
    [
      'M7 without numbers, with the cursor on another',
      unnumbered.replace('❯ No', '  No').replace('  Yes', '❯ Yes'),
      '1 No | [2] Yes',
    ],
    ['M7 none without numbers and keys', unnumbered.replace(/ Esc.*/, ''), 'none'],
    ['M7 none of one option', unnumbered.replace('   Yes\n', ''), 'none'],
    [
      'M7 none of lines in several columns',
      unnumbered.replace('   Yes', '  Yes'),
      'none',
    ],
    ['M7 none in a prompt', typed, 'none'],
    ['M7 none above a prompt', `${unnumbered}\n────────\n❯\n────────`, 'none'],
    ['M4 none without a cursor', 'Steps:\n 1. read\n 2. write', 'none'],
    ['M4 none of one option', '❯ 1. Yes', 'none'],
    ['M4 none with two cursors', '❯ 1. Yes\n❯ 2. No', 'none'],
    ['M4 none whose numbers do not run from 1', '❯ 2. Yes\n  4. No', 'none'],
    [
      'M5 none above a prompt: it is quoted, or old',
      `${demo}\n╭───╮\n│ ❯  │\n╰───╯`,
      'none',
    ],
    ['M5 none far above the end', `${demo}\n${'text\n'.repeat(6)}`, 'none'],
    ['M5 none of an empty screen', '', 'none'],
  ])('%s', (_rule, screen, expected) => {
    const menu = findMenu(screen.split('\n'));
    const told = menu?.options.map(({ number, label }, at) =>
      at === menu.selected ? `[${number}] ${label}` : `${number} ${label}`,
    );
    expect(told?.join(' | ') ?? 'none').toBe(expected);
  });

  it('M6 knows a menu again when only its cursor has moved', () => {
    const moved = demo.replace('❯ 1', '  1').replace('  2', '❯ 2');
    const [one, other] = [demo, moved].map((screen) => findMenu(screen.split('\n')));
    expect([other?.fingerprint, other?.selected]).toEqual([one?.fingerprint, 1]);
  });
});

describe('an option', () => {
  it.each([
    ['under the cursor', demo, /^Yes/, '\r'],
    ['below it', demo, /^No/, '\u001b[B'],
    ['above it', claude, /manually/, '\u001b[A'],
    ['far above it', claude, /auto mode/, '\u001b[A'],
  ])('%s is gone to a key at a time', (_what, screen, label, key) => {
    const menu = menuOf(screen);
    const wanted = optionOf(menu, label);
    expect(wanted.ok && keyTowards(menu, wanted.value)).toBe(key);
  });

  it.each([
    [/^Maybe/, 'no option of its menu is the one wanted'],
    [/^Yes/, 'several options of its menu could be meant'],
  ])('is not chosen for %s', (label, why) => {
    expect(optionOf(menuOf(claude), label)).toMatchObject({
      ok: false,
      failure: { why: expect.stringContaining(why) },
    });
  });

  it.each([
    ['demo', demo, 0, 1],
    ['claude', claude, 1, 2],
  ])(
    "of %s's plan hands over no more than was asked",
    (name, screen, approve, reject) => {
      const { plan } = shipped(name);
      if (!plan) throw new Error('no plan');
      const menu = menuOf(screen);
      expect([optionOf(menu, plan.approve), optionOf(menu, plan.reject)]).toEqual([
        { ok: true, value: approve },
        { ok: true, value: reject },
      ]);
    },
  );
});

function menuOf(screen: string): Menu {
  const menu = findMenu(screen.split('\n'));
  if (!menu) throw new Error('no menu');
  return menu;
}
