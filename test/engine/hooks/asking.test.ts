import { appendFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectNothingLeftOpen } from '../../helpers/leaks.js';
import { layDown } from './a-hook.js';
import { A, anAsker, asker } from './an-asker.js';

/** For answers that nothing ever proves. */
const IMPATIENT = { acceptMs: 1000 };

describe('what an agent asks by its hook', () => {
  expectNothingLeftOpen();

  it('is read in full, and answered there', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows } = asking;
    await tell({ event: 'Ask', what: 'plan', text: '# Do it\n', deep: { a: [1] } });
    await shows('plan_review');
    const read = await engine.peer.ask({ type: 'planText', workstream: A });
    expect(read).toMatchObject({ ok: true, value: { text: '# Do it\n' } });

    const stale = {
      type: 'approve',
      workstream: A,
      revision: 'other',
      by: 'me',
    } as const;
    expect(await engine.peer.ask(stale)).toMatchObject({ ok: false });
    expect(await engine.peer.ask({ ...stale, revision: null })).toMatchObject({
      ok: true,
    });
    await shows('working');
    await asking.prints('got {"say":"yes","input":{"a":[1]}}');
  });

  it('is a plan that was said before, where the event has none', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows } = asking;
    const file = join(engine.repo.outside, 'said.jsonl');
    const text = async () => {
      const read = await engine.peer.ask({ type: 'planText', workstream: A });
      return read.ok && read.value.text;
    };
    await writeFile(file, '{"by":"person"}\n{"by":"agent","parts":[{"text":"# Old"}]}\n');
    await tell({ event: 'Ask', what: 'plan', file });
    await appendFile(
      file,
      '{"by":"agent","parts":[{"call":{"name":"Ask","plan":"# New"}}]}',
    );
    await shows('plan_review');
    expect(await text()).toBe('# Old\n\n# New');
    const yes = { type: 'approve', workstream: A, revision: null, by: 'me' } as const;
    expect(await engine.peer.ask(yes)).toMatchObject({ ok: true });

    await tell({ event: 'Ask', what: 'plan', file: join(engine.repo.outside, 'none') });
    await shows('plan_review');
    await expect.poll(text).toBe('It has no plan');
  });

  it('is sent back with what should change', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows } = asking;
    await tell({ event: 'Ask', what: 'plan', text: '# Do it' });
    await shows('plan_review');
    const no = {
      type: 'reject',
      workstream: A,
      message: 'tests first',
      by: 'me',
    } as const;
    expect(await engine.peer.ask(no)).toMatchObject({ ok: true });
    await asking.prints('got {"say":"no","why":"tests first"}');
    await shows('idle');
  });

  it('may be a permission, which is no plan', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows } = asking;
    await tell({ event: 'Ask', what: 'Bash', deep: { command: 'rm -r x' } });
    await shows('waiting');
    const read = await engine.peer.ask({ type: 'planText', workstream: A });
    expect(read).toMatchObject({
      value: { text: 'Bash: {\n  "command": "rm -r x"\n}' },
    });
    const yes = { type: 'approve', workstream: A, revision: null, by: 'me' } as const;
    expect(await engine.peer.ask(yes)).toMatchObject({ ok: true });
    await shows('working');
  });

  it('is waited for by who is told that it waits before it has asked', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows, prints } = asking;
    await tell({ event: 'Soon', what: 'Bash' });
    await shows('waiting');
    const read = engine.peer.ask({ type: 'planText', workstream: A });
    const yes = { type: 'approve', workstream: A, revision: null, by: 'me' } as const;
    const given = engine.peer.ask(yes);
    await tell({ event: 'Ask', what: 'Bash', deep: 'git push' });
    expect(await read).toMatchObject({
      value: { text: 'Bash: git push', kind: 'permission', source: 'hook' },
    });
    expect(await given).toMatchObject({ ok: true });
    await prints('got {"say":"yes"}');
  });

  it('is waited for only as long as it is about to ask', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows } = asking;
    await tell({ event: 'Soon', what: 'Bash' });
    await shows('waiting');
    const read = engine.peer.ask({ type: 'planText', workstream: A });
    await tell({ event: 'Done' });
    expect(await read).toMatchObject({
      failure: { message: 'A has nothing that waits for approval' },
    });
  });

  it('is given by a rule of the person, and that is recorded', async () => {
    const rule = {
      agent: 'asker',
      tool: /^Bash$/,
      command: /^git status$/,
      path: undefined,
    };
    await using asking = await anAsker({ permissions: [rule] });
    const { engine, tell, shows, prints } = asking;
    await tell({ event: 'Ask', what: 'Bash', deep: { command: 'git push' } });
    await shows('waiting');
    await tell({ event: 'Done' });
    await shows('working');
    await tell({ event: 'Ask', what: 'Bash', deep: { command: 'git status' } });
    await prints('got {"say":"yes"}');
    await expect
      .poll(async () =>
        (await engine.journal()).filter(({ type }) => type.startsWith('permission')),
      )
      .toMatchObject([
        {
          type: 'permissionGiving',
          by: 'rule 1 of the settings',
          asked: expect.stringContaining('git status'),
        },
        {
          type: 'permissionAnswered',
          given: true,
          by: 'rule 1 of the settings',
          asked: expect.stringContaining('git status'),
        },
      ]);
  });

  it('is recorded as given though nothing tells that its agent has heard', async () => {
    const rule = {
      agent: undefined,
      tool: /^Bash$/,
      command: undefined,
      path: undefined,
    };
    // An agent that is at it for long, or tells nothing.
    const silent = asker.replace(
      "say: 'yes' }\n      no: { say: 'no'",
      "say: 'y' }\n      no: { say: 'no'",
    );
    await using asking = await anAsker({
      permissions: [rule],
      text: silent,
      limits: IMPATIENT,
    });
    const { engine, tell } = asking;
    await tell({ event: 'Ask', what: 'Bash', deep: { command: 'make all' } });
    await expect
      .poll(async () =>
        (await engine.journal()).filter(({ type }) => type === 'permissionAnswered'),
      )
      .toMatchObject([{ given: true, by: 'rule 1 of the settings', unproven: true }]);
  });

  it('is answered by a person in its pane, who was quicker', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows } = asking;
    await tell({ event: 'Ask', what: 'Bash' });
    await shows('waiting');
    await tell({ event: 'Done' });
    await shows('working');
    const yes = { type: 'approve', workstream: A, revision: null, by: 'me' } as const;
    expect(await engine.peer.ask(yes)).toMatchObject({
      ok: false,
      failure: { message: 'A has nothing that waits for approval' },
    });
  });

  it('is asked though an event that came before it happened after it', async () => {
    await using asking = await anAsker();
    const { engine, shows } = asking;
    const session = engine.status()?.workstreams[0]?.session ?? 'none';
    const startedMs = Date.now() + 30_000;
    const tell = (event: object, later: number) =>
      layDown(engine.paths.spool, {
        startedMs: startedMs + later,
        text: `${session}\n${JSON.stringify(event)}`,
      });
    await tell({ event: 'Soon', what: 'Bash' }, 0);
    await shows('waiting');
    const hook = asking.hook(session);
    await expect.poll(() => engine.status()?.workstreams[0]?.asks).toBe('permission');
    const yes = { type: 'approve', workstream: A, revision: null, by: 'me' } as const;
    const given = engine.peer.ask(yes);
    expect((await hook.ended).output).toBe('{"say":"yes"}');
    await tell({ event: 'Done' }, 1);
    await given;
  });

  it('is asked no more when its agent has ended', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows } = asking;
    await tell({ event: 'Ask', what: 'Bash' });
    await shows('waiting');
    expect(await readdir(engine.paths.spool)).not.toEqual([]);
    const session = engine.status()?.workstreams[0]?.session ?? 'none';
    await engine.peer.ask({
      type: 'send',
      workstream: A,
      text: 'end',
      now: true,
      by: 'ada',
    });
    await shows('failed');
    await expect.poll(() => readdir(engine.paths.spool)).toEqual([]);
    const late = asking.hook(session);
    expect(await late.ended).toEqual({ code: 0, output: '' });
    await expect.poll(() => readdir(engine.paths.spool)).toEqual([]);
  });

  it('may be asked by a subagent, while the agent itself goes on and rests', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows, prints } = asking;
    await tell({ event: 'Ask', what: 'Bash', deep: 'make all', by: 'a1' });
    await shows('waiting');
    expect(engine.status()?.workstreams[0]?.waitsFor).toBe('your word on Bash');
    await tell({ event: 'Rest' });
    await tell({ event: 'Done' });
    const read = await engine.peer.ask({ type: 'planText', workstream: A });
    expect(read).toMatchObject({
      value: { text: 'Bash: make all', kind: 'permission', source: 'hook' },
    });
    expect(engine.status()?.workstreams[0]?.state).toBe('waiting');
    const yes = { type: 'approve', workstream: A, revision: null, by: 'me' } as const;
    expect(await engine.peer.ask(yes)).toMatchObject({ ok: true });
    await prints('got {"say":"yes"}');
    await shows('working');
  });

  it('does not count as answered because a subagent asks meanwhile', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows, prints } = asking;
    await tell({ event: 'Ask', what: 'Bash' });
    await shows('waiting');
    const no = { type: 'reject', workstream: A, message: 'never', by: 'me' } as const;
    const answered = engine.peer.ask(no);
    await prints('got {"say":"no","why":"never"}');
    await tell({ event: 'Ask', what: 'Bash', by: 'a1' });
    expect(await answered).toMatchObject({
      ok: false,
      failure: { message: 'A did not take the answer; answer it in its pane' },
    });
  });

  it('does not count as answered when nothing tells that the agent went on', async () => {
    await using asking = await anAsker({ limits: IMPATIENT });
    const { engine, tell, shows } = asking;
    await tell({ event: 'Ask', what: 'Bash' });
    await shows('waiting');
    const no = { type: 'reject', workstream: A, message: 'never', by: 'me' } as const;
    expect(await engine.peer.ask(no)).toMatchObject({
      ok: false,
      failure: { message: 'A did not take the answer; answer it in its pane' },
    });
  });
});
