import { describe, expect, it } from 'vitest';
import { findMenu, menuKeys } from '../../src/agents/menu.js';
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

describe('menuKeys', () => {
  it.each([
    ['the option under the cursor', demo, /^Yes/, '\r'],
    ['one below', demo, /^No/, '\u001b[B\r'],
    ['one above', claude, /manually/, '\u001b[A\r'],
    ['two above', claude, /auto mode/, '\u001b[A\u001b[A\r'],
  ])('chooses %s', (_what, screen, label, keys) => {
    const menu = findMenu(screen.split('\n'));
    expect(menu && menuKeys(menu, label)).toEqual({ ok: true, value: keys });
  });

  it.each([
    [/^Maybe/, 'no option of its menu is the one wanted'],
    [/^Yes/, 'several options of its menu could be meant'],
  ])('sends nothing for %s', (label, why) => {
    const menu = findMenu(claude.split('\n'));
    const keys = menu && menuKeys(menu, label);
    expect(keys).toMatchObject({
      ok: false,
      failure: { why: expect.stringContaining(why) },
    });
  });

  it.each([
    ['demo', demo, '\r', '\u001b[B\r'],
    ['claude', claude, '\u001b[A\r', '\r'],
  ])(
    "answers %s's plan without handing over more than was asked",
    (name, screen, yes, no) => {
      const { plan } = shipped(name);
      const menu = findMenu(screen.split('\n'));
      if (!plan || !menu) throw new Error('no menu');
      expect([menuKeys(menu, plan.approve), menuKeys(menu, plan.reject)]).toEqual([
        { ok: true, value: yes },
        { ok: true, value: no },
      ]);
    },
  );
});
