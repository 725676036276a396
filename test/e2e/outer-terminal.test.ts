/** What the outer terminal is asked and given, and what it sends in quantity. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { program, wtmux } from '../helpers/wtmux.js';

const MEGABYTE = 1024 * 1024;
const BRACKETS = 12;

it('hands a paste of a megabyte on, whole, and answers keys afterwards', async () => {
  await using app = await wtmux();
  const file = join(app.repo.outside, 'pasted');
  const script = `stty raw -echo; printf '\\033[?2004h'; echo ready; head -c ${MEGABYTE + BRACKETS} > ${file}; echo taken; cat`;
  await app.run('new', 'taker', '--', 'sh', '-c', script);
  const opened = app.open(['attach', 'taker'], { columns: 120, rows: 30 });
  await opened.shows('ready');
  const line = 'All that is pasted arrives as it was; '.repeat(27).slice(0, 1023);
  const text = `${line}\n`.repeat(1024);
  opened.type(`\u001b[200~${text}\u001b[201~`);
  await opened.shows('taken');
  expect((await stat(file)).size).toBe(MEGABYTE + BRACKETS);
  expect((await readFile(file, 'latin1')) === `\u001b[200~${text}\u001b[201~`).toBe(true);
  opened.type('good morning');
  await opened.shows('good morning');
});

it('lets no warning of Node onto the screen of a person who wants no colours', async () => {
  await using app = await wtmux({ env: { NO_COLOR: '1' } });
  await app.run('new', 'cat', '--', 'cat');
  const opened = app.open(['attach', 'cat'], { columns: 120, rows: 30 });
  await opened.shows('1 cat');
  opened.type('{ctrl+space}d');
  await opened.ended();
  expect(opened.heard.toString()).not.toContain('Warning');
});

it.each(['{ctrl+space}d', 'SIGTERM'] as const)(
  'takes what it knows, and gives the terminal back as it was after %s',
  async (end) => {
    await using app = await wtmux();
    await app.run('new', 'cat', '--', 'cat');
    const opened = app.open(['attach', 'cat'], { columns: 120, rows: 30 });
    const before = opened.modes;
    await opened.shows('1 cat');
    await expect.poll(() => opened.modes.kittyKeyboard).toBe(5);
    await expect
      .poll(() => opened.modes)
      .toMatchObject({
        mouse: 'drag',
        mouseEncoding: 'sgr',
        bracketedPaste: true,
        focusEvents: true,
        alternateScreen: true,
        modifyOtherKeys: 0,
      });
    if (end === 'SIGTERM') opened.kill(end);
    else opened.type(end);
    await opened.ended();
    expect(opened.modes).toEqual(before);
  },
);

it.each(['SIGTSTP', 'SIGSTOP'] as const)(
  'takes the terminal back from the shell that had it after %s',
  async (stop) => {
    await using app = await wtmux();
    await app.run('new', 'cat', '--', 'cat');
    const shell = app.start(['bash', '--norc', '-i'], { columns: 120, rows: 30 });
    shell.type(`"${process.execPath}" "${program}" attach cat{enter}`);
    await shell.shows('1 cat');
    await expect.poll(() => shell.modes.kittyKeyboard).toBe(5);
    const running = await app.processes();
    const attached = running.find(({ command }) => command.endsWith('attach cat'));
    if (!attached) throw new Error('no console runs');
    process.kill(attached.pid, stop);
    await shell.shows('Stopped');
    shell.type('stty sane; clear; fg{enter}');
    // Until then it may be the picture of before.
    await shell.hides('Stopped');
    await shell.shows('1 cat');
    await expect
      .poll(() => shell.modes)
      .toMatchObject({ alternateScreen: true, mouse: 'drag', kittyKeyboard: 5 });
    shell.type('good day');
    await shell.shows('good day');
    shell.type('{ctrl+space}d');
    await expect
      .poll(() => shell.modes)
      .toMatchObject({ alternateScreen: false, kittyKeyboard: 0 });
  },
);

it('asks the terminal for as much of keys and mouse as the program in focus wants, and colours its cursor', async () => {
  await using app = await wtmux();
  const listens =
    "stty raw -echo; printf '\\033[>31u\\033]12;#ff8000\\a\\033[?1003h\\033[?1006h'; echo ready; cat -v";
  await app.run('new', 'one', '--', 'sh', '-c', listens);
  await app.run('new', 'two', '--', 'cat');
  const opened = app.open(['attach', 'one'], { columns: 140, rows: 30 });
  await opened.shows('ready');
  await expect.poll(() => opened.modes.kittyKeyboard).toBe(31);
  const [pressed, released] = ['\u001b[97;;97u', '\u001b[97;1:3u'];
  const neverPressed = '\u001b[98;1:3u';
  opened.type(`${pressed}${released}${neverPressed}\u001b[13;2u`);
  await opened.shows('^[[97;;97u^[[97;1:3u^[[13;2u');
  await expect.poll(() => opened.cursor.colour).toBe(0xff8000);
  await expect.poll(() => opened.modes.mouse).toBe('any');
  opened.type('\u001b[<35;60;10M');
  await opened.shows('^[[<35;');
  opened.type('\u001b[50;3u');
  await expect.poll(() => opened.modes.kittyKeyboard).toBe(5);
  await expect.poll(() => opened.cursor.colour).toBe(undefined);
  await expect.poll(() => opened.modes.mouse).toBe('drag');
  opened.type('\u001b[49;3u');
  await expect.poll(() => opened.cursor.colour).toBe(0xff8000);
  opened.kill('SIGTERM');
  await opened.ended();
  expect(opened.cursor.colour).toBe(undefined);
  expect(opened.modes.mouse).toBe('none');
});

it('tells programs of the focus that asked for it, also when another pane gets it', async () => {
  await using app = await wtmux();
  const listens = "stty raw -echo; printf '\\033[?1004h'; echo ready; cat -v";
  await app.run('new', 'one', '--', 'sh', '-c', listens);
  await app.run('new', 'two', '--', 'cat');
  const opened = app.open(['attach', 'one'], { columns: 140, rows: 30 });
  await opened.shows('ready');
  opened.type('\u001b[O');
  await opened.shows('^[[O');
  opened.type('\u001b[I');
  await opened.shows('^[[O^[[I');
  opened.type('{ctrl+space}o');
  await opened.shows('^[[O^[[I^[[O');
  expect(opened.exit).toBeUndefined();
});

it('copies for a program that asks, and says so', async () => {
  await using app = await wtmux();
  const copies = "read line; printf '\\033]52;c;Z29vZCBkYXk=\\007'; cat";
  await app.run('new', 'copier', '--', 'sh', '-c', copies);
  const opened = app.open(['attach', 'copier'], { columns: 120, rows: 30 });
  await opened.shows('working');
  opened.type('{enter}');
  await opened.shows('copier: copied 8 characters to the clipboard');
  await expect.poll(() => opened.clipboard).toBe('good day');
});

it('tells the desktop what a rule of the plan asks attention for', async () => {
  await using app = await wtmux({
    files: {
      'wtmux.yaml': `
version: 1
maxSessions: 1
agents: { quiet: { command: cat } }
workstreams:
  - { id: B, agent: quiet, approval: none, priority: high }
  - { id: A, agent: quiet, approval: none }
escalations: [{ workstream: A, when: silent, after: 1s, then: notification }]
`,
    },
  });
  await app.run('up', '--detach', '--yes');
  const opened = app.open(['attach', 'B'], { columns: 140, rows: 30 });
  await opened.shows('1 B');
  // A starts when it has made room.
  opened.type('{ctrl+d}');
  await expect
    .poll(() => opened.heard.toString('latin1'))
    .toContain('\u001b]9;A: no sign of life for 1s\u0007');
  await opened.shows('♪');
  expect((await app.run('inbox')).stdout).toContain('no sign of life for 1s');
});
