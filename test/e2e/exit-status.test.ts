import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { aFolder } from '../helpers/folder.js';
import { wtmux, type Wtmux } from '../helpers/wtmux.js';

const PROGRAM = join(import.meta.dirname, '../../bin/wtmux.cjs');

const PLAN = `version: 1
workstreams: [{ id: A, dependsOn: [B] }, { id: B, dependsOn: [A] }]
`;

describe('a command line that cannot be done', () => {
  let app: Wtmux;
  beforeAll(async () => {
    app = await wtmux({ files: { 'cycle.yaml': PLAN } });
  });
  afterAll(() => app[Symbol.asyncDispose]());

  it.each([
    ['unknown-command', 2, "unknown command 'unknown-command'; see `wtmux --help`"],
    ['statu', 2, "wtmux: unknown command 'statu'; did you mean status?"],
    ['status --colour', 2, "wtmux status: unknown option '--colour'"],
    ['approve', 2, "wtmux approve: missing required argument 'workstream'"],
    ['reject TD1', 2, "wtmux reject: required option '--message <text>' not specified"],
    ['up', 2, 'wtmux: there is no plan '],
    ['up cycle.yaml', 2, 'cycle.yaml:2:'],
    ['plan check cycle.yaml', 2, 'cycle.yaml:2:'],
    ['plan chek', 2, "wtmux plan: unknown command 'chek'; did you mean check?"],
    ['attach', 2, 'wtmux: attach needs a terminal; '],
    ['demo', 2, 'wtmux: demo needs a terminal; '],
    ['demo --auto --speed slow', 2, 'wtmux: --speed slow: a number above 0 is wanted'],
    ['capture TD9', 2, 'wtmux: there is no workstream "TD9"; '],
    ['capture TD9 --ansi --html', 2, '--ansi and --html are two forms; choose one'],
    ['merge wave9', 2, 'wave9'],
    ['new -- sh -l', 2, 'wtmux: say a name before --: wtmux new NAME -- sh -l'],
    ['note TD1', 2, 'wtmux: say what the note is to tell'],
    [
      'memory forget m1',
      2,
      'wtmux: memory cannot "forget"; it can accept, edit and reject',
    ],
    ['memory accept', 2, 'wtmux: accept which? name them, or say --all'],
  ])('wtmux %s: exit status %i', async (line, code, why) => {
    const run = await app.run(...line.split(' '));
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code, stdout: '' });
    expect(run.stderr).toContain(why);
    expect(run.stderr).toMatch(/^[^\n]+\n$/);
  });
});

it.runIf(existsSync('/dev/full'))('says that a result cannot be written', async () => {
  await using app = await wtmux();
  const full = await open('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, '--help'], {
    cwd: app.repo.folder,
    stdio: ['ignore', full.fd, 'pipe'],
    encoding: 'utf8',
  });
  await full.close();
  expect(status).toBe(1);
  expect(stderr).toMatch(/^wtmux: the result cannot be written: ENOSPC[^\n]*\n$/);
});

it('has nothing to say and nothing to end where nothing runs', async () => {
  await using app = await wtmux();
  const lines = ['ls', 'status', 'down'].map(async (command) => {
    const { code, stdout } = await app.run(command);
    return [command, code, stdout];
  });
  expect(await Promise.all(lines)).toEqual([
    ['ls', 0, ''],
    ['status', 1, ''],
    ['down', 0, ''],
  ]);
  expect(await app.processes()).toEqual([]);
});

it.each([
  ['new first', 'has no commit yet', ['new', 'first', '--detach']],
  ['up of a wrong plan', 'cycle.yaml:2:', ['up', 'cycle.yaml', '--detach']],
])('leaves nothing running after a refused %s', async (_what, why, words) => {
  await using app = await wtmux();
  await app.repo.git.raw('update-ref', '-d', 'HEAD');
  await writeFile(join(app.repo.folder, 'cycle.yaml'), PLAN);
  const { code, stderr } = await app.run(...words);
  expect(code).toBeGreaterThan(0);
  expect(stderr).toContain(why);
  await expect.poll(app.processes).toEqual([]);
  await app.repo.commit({ 'a.txt': 'a' });
  expect(await app.run('new', 'second', '--detach', '--', 'cat')).toMatchObject({
    code: 0,
  });
});

it('says of a plan that another has just started that it stands', async () => {
  await using app = await wtmux();
  const plan = `version: 1
agents: { it: { command: cat } }
workstreams: [{ id: A, agent: it, approval: none }]
`;
  await writeFile(join(app.repo.folder, 'wtmux.yaml'), plan);
  const both = await Promise.all([app.run('up', '--yes'), app.run('up', '--yes')]);
  const said = both.map(
    ({ code, stderr }) => `${code} ${stderr.replace(/\S+worktrees/, '')}`,
  );
  expect(said.toSorted()).toEqual([
    '0 it has all its worktrees; `wtmux status` shows how it stands\n',
    '0 made /A\n',
  ]);
});

it('names the engine that works on the repository from elsewhere', async () => {
  await using app = await wtmux();
  await app.run('new', 'one', '--detach', '--', 'cat');
  const engine = (await app.processes()).find(({ command }) =>
    command.includes('engine.js'),
  );
  await using elsewhere = await aFolder();
  const { code, stderr } = await app.runWith(
    { XDG_RUNTIME_DIR: elsewhere.path, XDG_STATE_HOME: elsewhere.path },
    'new',
    'two',
    '--detach',
    '--',
    'cat',
  );
  expect({ code, said: stderr.includes(`process ${engine?.pid} `) }).toEqual({
    code: 1,
    said: true,
  });
});

it('says of what was ended how it goes on', async () => {
  await using app = await wtmux();
  await app.run('new', 'done', '--detach', '--', 'true');
  await app.until(({ workstreams: [one] }) => one?.state === 'done', 'one has ended');
  await app.run('new', 'one', '--detach', '--', 'sh');
  await app.run('new', 'two', '--detach', '--', 'sh');
  expect((await app.run('down', '--force')).stderr).toContain('`wtmux restart NAME`');
  expect((await app.run('status')).stderr).toContain('nothing runs here now; `wtmux`');
  expect((await app.run('ls')).stderr).toContain('nothing runs here now; `wtmux`');
  expect((await app.run('restart', 'one')).code).toBe(0);
  expect((await app.run('restart', '--all')).stderr).toBe('two: starting\n');
});
