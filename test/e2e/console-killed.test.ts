import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { pathsOf } from '../../src/config/paths.js';
import { PATIENCE_MS } from '../helpers/terminal.js';
import { program, wtmux, type Wtmux } from '../helpers/wtmux.js';

const PATIENT = { timeout: PATIENCE_MS };

const COUNTS = [
  'sh',
  '-c',
  'n=0; while sleep 0.05; do n=$((n + 1)); echo "count $n"; done',
];

it('loses nothing when a console is killed', async () => {
  await using app = await wtmux();
  const killed = app.open(['new', 'counter', '--', ...COUNTS]);
  await killed.shows('count 5');
  killed.kill('SIGKILL');
  expect(await killed.ended()).toEqual({ code: undefined, signal: 'SIGKILL' });

  const again = app.open(['attach', 'counter']);
  await again.shows('count 20');
  const { stdout } = await app.run('capture', 'counter', '--scrollback');
  expect(stdout).toMatch(/^count 1\ncount 2\ncount 3\n/);
});

it('leaves the panes as they were arranged when it is killed', async () => {
  await using app = await wtmux();
  await app.run('new', 'one', '--detach', '--', 'cat');
  const killed = app.open(['new', 'two', '--', 'cat']);
  await killed.shows(/1 one[\s\S]*2 two/);
  killed.type('{ctrl+space}z');
  await killed.shows('Zoomed, 1 more behind');
  const { state } = pathsOf(join(app.repo.folder, '.git'), app.env);
  const arranged = () => readFile(join(state, 'arrangement.json'), 'utf8');
  await vi.waitFor(
    async () => expect(await arranged()).toContain('"zoomed":true'),
    PATIENT,
  );
  killed.kill('SIGKILL');
  await killed.ended();

  const again = app.open([]);
  await again.shows('Zoomed, 1 more behind');
});

it('gives the terminal back also when it is killed', async () => {
  await using app = await wtmux();
  const inShell = 'echo before; "$@"; read -r line; echo "typed $line"; read -r line';
  const command = [process.execPath, program, 'new', 'talk', '--', 'cat'];
  const shell = app.start(['sh', '-c', inShell, 'sh', ...command]);
  await shell.shows('PANE');
  await vi.waitFor(async () => expect(await waiting(app)).toHaveLength(1), PATIENT);
  const [console] = await consoles(app);
  if (console) process.kill(console.pid, 'SIGKILL');
  await shell.shows('before');
  shell.type('again{enter}');
  await shell.shows('typed again');
});

it('leaves the modes of a terminal alone that a shell has taken back by then', async () => {
  await using app = await wtmux();
  const shell = app.start(['bash', '--norc', '-i']);
  shell.type(`'${process.execPath}' '${program}' new talk -- cat{enter}`);
  await shell.shows('PANE');
  await vi.waitFor(async () => expect(await waiting(app)).toHaveLength(1), PATIENT);
  const [console] = await consoles(app);
  if (!console) throw new Error('there is no console');
  process.kill(console.pid, 'SIGSTOP');
  await vi.waitFor(async () => expect(await reads(shell.pid)).toBe(true), PATIENT);
  process.kill(console.pid, 'SIGKILL');
  await vi.waitFor(async () => expect(await waiting(app)).toEqual([]), PATIENT);
  shell.type('{enter}{enter}echo once{enter}');
  await shell.shows(/[$#] echo once\nonce\n/);
  // In the modes of a shell that edits its line, what is typed shows by the shell alone.
  expect(shell.screen()).not.toMatch(/^echo once$/m);
});

/** Whether a shell waits at its prompt: the terminal belongs to it. */
async function reads(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [, , , group, , , foreground] = stat.slice(stat.lastIndexOf(')')).split(' ');
  return group === foreground;
}

async function consoles(app: Wtmux) {
  const processes = await app.processes();
  return processes.filter(({ command }) =>
    command.startsWith(`${process.execPath} ${program}`),
  );
}

/** Those that give a terminal back. */
async function waiting(app: Wtmux) {
  const processes = await app.processes();
  return processes.filter(({ command }) => command.includes('stty sane'));
}

it('shows the same session in two consoles of different size', async () => {
  await using app = await wtmux();
  const large = app.open(['new', 'talk', '--', 'cat'], { columns: 120, rows: 40 });
  await large.shows('talk');
  const small = app.open(['attach', 'talk'], { columns: 80, rows: 24 });
  await small.shows('talk');
  large.type('from the large one{enter}');
  await small.shows(/from the large one\s*│?\s*\n.*from the large one/);
  small.type('from the small one{enter}');
  await large.shows('from the small one');
  expect((await app.status()).sessions).toHaveLength(1);
});
