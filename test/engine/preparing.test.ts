import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { write } from '../helpers/repo.js';
import { anEngine } from './an-engine.js';

/** Shows what it finds when it is started, and stays. */
const plan = (setup: string, members = ['A']) => `
version: 1
name: prepared
environment: { setup: '${setup}', link: [deps] }
agents:
  looker:
    command: sh
    args: [-c, 'cat set-up .env deps/a > found.tmp; mv found.tmp found; exec cat']
workstreams:
${members.map((id) => `  - { id: ${id}, agent: looker, approval: none }`).join('\n')}
`;

const A = workstreamId('A');

describe('the set-up of worktrees', () => {
  expectNothingLeftOpen();

  it('runs once, after the files are there, and only as it was agreed to', async () => {
    await using engine = await anEngine();
    const { repo, peer } = engine;
    await repo.commit({ '.gitignore': '.env*\ndeps\nset-up\nfound*\n' });
    await symlink('/etc/hosts', join(repo.folder, '.env.link'));
    await write(repo.folder, {
      '.worktreeinclude': '.env*\ndeps\n',
      '.env': 'secret\n',
      'deps/a': 'linked\n',
    });
    const found = () =>
      readFile(join(repo.outside, 'project.worktrees/A/found'), 'utf8').catch(() => '');
    const setup = 'test -f .env && echo "$WTMUX_WORKSTREAM is set up" >> set-up';
    expect(await engine.up(plan(setup), false)).toMatchObject({
      value: { type: 'needsConsent', commands: expect.arrayContaining([setup]) },
    });
    await engine.up(plan(setup));
    await expect.poll(found).toBe('A is set up\nsecret\nlinked\n');
    const told = 'A: .env.link was left out: it is a link that leads out';
    expect(engine.log).toContain(told);
    expect(engine.notices).toContain(told);

    await peer.ask({ type: 'stop', workstream: A });
    const again = () => peer.ask({ type: 'restart', workstream: A });
    await expect.poll(again).toMatchObject({ ok: true });
    await engine.shows('A working');
    const events = (await engine.journal()).map(({ type }) => type);
    expect(events.filter((type) => type === 'setUp')).toHaveLength(1);
    expect(events.filter((type) => type === 'sessionStarted')).toHaveLength(2);
  });

  it.each([
    ['are told of where they are empty', 'true', true],
    ['are not, where the set-up fills them', 'echo 1 > lib/a.txt', false],
  ])('has submodules that %s', async (_what, setup, told) => {
    await using engine = await anEngine();
    const { repo } = engine;
    const modules =
      '[submodule "lib"]\n\tpath = lib\n\turl = https://example.invalid/lib\n';
    await repo.commit({ '.gitmodules': modules, '.gitignore': 'set-up\nfound*\n' });
    const tip = await repo.tip('main');
    await repo.git.raw(['update-index', '--add', '--cacheinfo', `160000,${tip},lib`]);
    await repo.git.raw(['commit', '-m', 'lib']);
    await engine.up(plan(setup).replace('link: [deps]', 'link: []'));
    await engine.shows('A working');
    const path = join(repo.outside, 'project.worktrees/A');
    const line = `A: its worktree has none of the files of lib; \`git -C ${path} submodule update --init\` brings them, in a plan its set-up`;
    const has = () => [engine.log, engine.notices].map((all) => all.includes(line));
    await expect.poll(has).toEqual([told, told]);
  });

  it('that fails has no agent started, and says why', async () => {
    await using engine = await anEngine();
    await engine.up(plan('echo no network; exit 7'));
    await engine.shows('A failed');
    const why = engine.status()?.workstreams[0]?.waitsFor ?? '';
    expect(why).toMatch(/^its set-up failed: it exited with 7; its output: \/.*\.log$/);
    expect(await readFile(why.replace(/^.*output: /, ''), 'utf8')).toBe('no network\n');
  });

  it('of one lets others pass, and ends when that one is stopped', async () => {
    await using engine = await anEngine();
    const { repo, peer } = engine;
    const place = (name: string) => join(repo.outside, 'project.worktrees', name);
    const setup =
      'test "$WTMUX_WORKSTREAM" = B || { echo $$ > new; mv new running; sleep 60; echo > over; }';
    await engine.up(plan(setup, ['A', 'B']));
    await engine.shows('A starting', 'B working');
    await expect.poll(() => existsSync(place('A/running'))).toBe(true);
    await expect
      .poll(() => engine.status()?.workstreams.find(({ id }) => id === 'A')?.waitsFor)
      .toBe('its set-up');
    const pid = Number(await readFile(place('A/running'), 'utf8'));
    await peer.ask({ type: 'stop', workstream: A });
    await engine.shows('A skipped');
    await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
    expect(existsSync(place('A/over'))).toBe(false);
  });
});
