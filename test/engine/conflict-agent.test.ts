import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Peer } from '../../src/connection/peer.js';
import { connect } from '../../src/connection/socket.js';
import { inboxOf } from '../../src/domain/inbox.js';
import { sessionId, waveId } from '../../src/domain/ids.js';
import type { ChoiceName } from '../../src/domain/merge.js';
import type { HostAnswers, HostRequest } from '../../src/protocol/host.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

/** At a workstream it changes `x` and says that it is done; at a conflict it does `resolve`. */
const plan = (resolve: string) => `
version: 1
agents:
  it:
    command: sh
    args:
      - -c
      - |
        if [ -z "$WTMUX_WORKSTREAM" ]; then
          ${resolve}
          exec cat
        fi
        echo "$WTMUX_WORKSTREAM" > x
        git add x
        git -c user.name=it -c user.email=it@localhost commit -qm "$WTMUX_WORKSTREAM"
        mkdir -p .claude/handoff
        printf '{"workstream":"%s","status":"complete","notes":"x is %s"}' "$WTMUX_WORKSTREAM" "$WTMUX_WORKSTREAM" > .claude/handoff/tmp
        mv .claude/handoff/tmp .claude/handoff/x-complete.signal
        exec cat
      - it
      - '{prompt}'
workstreams:
  - { id: A, agent: it, approval: none, prompt: Make it an A. }
  - { id: B, agent: it, approval: none, prompt: Make it a B. }
waves:
  - { id: w, members: [A, B], target: integration }
`;

const wave = waveId('w');

async function conflicting(resolve: string) {
  const engine = await anEngine();
  const { peer } = engine;
  await engine.up(plan(resolve));
  await engine.shows('A done', 'B done');
  await peer.ask({ type: 'merge', wave, by: 'test', fastForward: false });
  const decide = async (choice: ChoiceName) => {
    const asked = { type: 'decide', wave, choice, by: 'test', reason: '' } as const;
    const answer = await peer.ask(asked);
    return answer.ok ? answer.value : { blockedBy: answer.failure.message };
  };
  const session = () => engine.status()?.sessions.find(({ id }) => id === 'w-conflict');
  const state = () => session()?.state;
  return {
    engine,
    decide,
    pid: () => session()?.pid,
    notices: () => engine.notices,
    /** What waits for a person. */
    waits: () => {
      const status = engine.status();
      return status && inboxOf(status)[0];
    },
    ended: () => expect.poll(state).toBe('exited'),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

describe('a conflict that is handed to an agent', () => {
  expectNothingLeftOpen();

  it('is resolved where it stands, and lands when a person takes it', async () => {
    await using it = await conflicting(
      `printf '%s' "$1" > ../told; printf 'A and B\\n' > x; echo resolved > ../done`,
    );
    const handed = await it.decide('hand');
    expect(handed).toMatchObject({ state: 'blocked' });
    expect(handed.blockedBy).toContain('agent 1 of 3 resolves it');
    const folder = ('conflictFolder' in handed && handed.conflictFolder) || '';
    const read = (name: string) =>
      readFile(join(folder, '..', name), 'utf8').catch(() => '');
    await expect.poll(() => read('done')).toBe('resolved\n');

    const told = await read('told');
    expect(told).toContain(`It stands in ${folder}`);
    expect(told).toContain('- x: contents, between A and B');
    expect(told).toContain('A was asked to do this:\nMake it an A.\nA said: x is A');
    expect(told).toContain('B was asked to do this:\nMake it a B.\nB said: x is B');

    expect(await it.decide('take')).toMatchObject({ state: 'landed' });
    const { git } = it.engine.repo;
    expect(await git.raw('show', 'integration:x')).toBe('A and B\n');
    await it.ended();
  });

  it('is given to three, one after the other', async () => {
    await using it = await conflicting('exit 1');
    for (const one of [1, 2, 3]) {
      const handed = await it.decide('hand');
      expect(handed.blockedBy).toContain(`agent ${one} of 3 resolves it`);
      await it.ended();
    }
    const tried = '3 agents have tried; resolve it yourself';
    expect((await it.decide('hand')).blockedBy).toContain(tried);
    await it.decide('again');
    expect((await it.decide('hand')).blockedBy).toContain(tried);
  });

  it('is told of when its agent shows that nothing is left, once', async () => {
    await using it = await conflicting(`printf 'A and B\\n' > x; echo resolved`);
    const handed = await it.decide('hand');
    const folder = ('conflictFolder' in handed && handed.conflictFolder) || '';
    const done = `its agent has resolved it in ${folder}: look at it, then choose "take"`;
    await expect.poll(it.notices).toContain(`w: ${done}`);
    expect(it.waits()).toMatchObject({ kind: 'conflict', text: done });
    expect(it.waits()?.answers.map(({ command }) => command)).toContain('decide w take');
    const pid = it.pid();
    if (pid === undefined) throw new Error('no agent runs');
    process.kill(pid, 'SIGKILL');
    await it.ended();
    // Asked for behind what its end leads to.
    expect(await it.decide('take')).toMatchObject({ state: 'landed' });
    expect(it.notices().filter((text) => text.startsWith('w: '))).toHaveLength(1);
  });

  it('is told of when its agent ends without having resolved it', async () => {
    await using it = await conflicting('exit 1');
    await it.decide('hand');
    const left = 'its agent ended, and x still has conflict markers; it stands in ';
    await expect.poll(() => it.waits()?.text).toContain(left);
    await expect.poll(it.notices).toContainEqual(expect.stringContaining(`w: ${left}`));
    await it.decide('abort');
  });

  it.each(['take', 'abort'] as const)(
    '%s ends the shells that stand in it',
    async (way) => {
      await using it = await conflicting('exec cat');
      const opened = await it.decide('open');
      const folder = ('conflictFolder' in opened && opened.conflictFolder) || '';
      using host = await theHost(it.engine.paths.hostSocket);
      const shell = (id: string, cwd: string) =>
        host.ask({
          type: 'spawn',
          session: sessionId(id),
          command: ['sh', '-c', 'exec cat'],
          cwd,
          env: {},
          size: { columns: 80, rows: 24 },
        });
      await shell('shell-0123abcd', folder);
      await shell('shell-4567abcd', it.engine.repo.folder);
      const state = (id: string) =>
        it.engine.status()?.sessions.find((one) => one.id === id)?.state;
      await expect.poll(() => state('shell-4567abcd')).toBe('running');
      await writeFile(join(folder, 'x'), 'A and B\n');

      await it.decide(way);
      await expect.poll(() => state('shell-0123abcd')).toBe('exited');
      expect(state('shell-4567abcd')).toBe('running');
      expect(existsSync(folder)).toBe(false);
    },
  );

  it('has one agent at a time, which goes when the wave is left', async () => {
    await using it = await conflicting('printf busy');
    await it.decide('hand');
    await expect.poll(it.pid).toBeTypeOf('number');
    const first = it.pid();
    const second = await it.decide('hand');
    expect(second.blockedBy).toContain('agent 2 of 3 resolves it');
    await expect.poll(it.pid).not.toBe(first);
    expect(existsSync(`/proc/${first}/exe`)).toBe(false);
    await it.decide('abort');
    await it.ended();
  });
});

async function theHost(socketPath: string) {
  const socket = await connect(socketPath);
  if (!socket) throw new Error('no host');
  return new Peer<HostRequest, HostAnswers>(socket, 'test', {});
}
