import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect } from '../../src/connection/socket.js';
import { waveId } from '../../src/domain/ids.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

describe('going down', () => {
  expectNothingLeftOpen();

  it('is refused while a wave is merged', async () => {
    await using engine = await anEngine();
    const { outside } = engine.repo;
    const [begun, go] = [join(outside, 'begun'), join(outside, 'go')];
    await engine.up(`
version: 1
agents:
  quick:
    command: sh
    args: [-c, 'mkdir -p .claude/handoff; printf "{\\"workstream\\":\\"A\\",\\"status\\":\\"complete\\"}" > .claude/handoff/A.signal']
gates: { slow: { run: 'touch ${begun}; while ! test -f ${go}; do sleep 0.05; done' } }
workstreams: [{ id: A, agent: quick, approval: none }]
waves: [{ id: one, members: [A], gates: [slow] }]
`);
    await engine.shows('A done', 'one ready');
    const wave = waveId('one');
    await engine.repo.git.raw(
      '-C',
      join(outside, 'project.worktrees/A'),
      'commit',
      '-q',
      '--allow-empty',
      '-m',
      'work',
    );
    const merged = engine.peer.ask({ type: 'merge', wave, by: 'me', fastForward: false });
    await expect.poll(() => existsSync(begun)).toBe(true);
    expect(await engine.peer.ask({ type: 'down', force: false })).toMatchObject({
      failure: { message: expect.stringContaining('the merge of one') },
    });
    await writeFile(go, '');
    expect(await merged).toMatchObject({ value: { state: 'landed' } });
  });

  it('is refused by one that is in use, when asked for only where none is', async () => {
    await using engine = await anEngine();
    const down = { type: 'down', force: false, unlessUsed: true } as const;
    const other = await connect(engine.paths.engineSocket);
    expect(await engine.peer.ask(down)).toMatchObject({ failure: { kind: 'refused' } });
    other?.destroy();
    await expect.poll(() => engine.peer.ask(down)).toMatchObject({ ok: true });
    await engine.ended;
  });

  it('lets its clients go when it has let go of everything else', async () => {
    await using engine = await anEngine();
    const lock = join(engine.paths.repository, 'engine.lock');
    expect(existsSync(lock)).toBe(true);
    await engine.peer.ask({ type: 'down', force: false });
    await engine.ended;
    expect(existsSync(lock)).toBe(false);
  });
});
