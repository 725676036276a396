import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commitId, workstreamId } from '../../../src/domain/ids.js';
import { ws } from '../../workflow/a-plan.js';
import { anEngine } from '../an-engine.js';
import { layDown } from './a-hook.js';
import { anAsker, asker } from './an-asker.js';

it('tells of a permission that a rule was giving when the engine was killed', async () => {
  const workstream = workstreamId('one');
  await using engine = await anEngine({
    history: async (repo) => {
      const path = join(repo.outside, 'one');
      const branch = 'workstream/one';
      await repo.git.raw('worktree', 'add', '-b', branch, path);
      const start = commitId(await repo.tip('main'));
      const made = { workstream, path, branch, start };
      return [
        { type: 'workstreamAdded', workstream: ws('one'), made },
        { type: 'parked' },
        { type: 'permissionGiving', workstream, asked: 'Bash git push', by: 'rule 1' },
      ];
    },
  });
  const given = async () =>
    (await engine.journal()).filter(({ type }) => type === 'permissionAnswered');
  await expect
    .poll(given)
    .toMatchObject([
      { workstream, asked: 'Bash git push', by: 'rule 1', given: true, unproven: true },
    ]);
});

it('gives all that is asked at once, one in each turn, and records each before it', async () => {
  const rule = { agent: undefined, tool: /^T\d$/, command: undefined, path: undefined };
  const tools = ['T0', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'];
  const text = asker.replace(/$/, '      about: [what]\n');
  await using asking = await anAsker({ permissions: [rule], text });
  const { engine } = asking;
  const session = engine.status()?.workstreams[0]?.session ?? 'none';
  let startedMs = Date.now() + 30_000;
  const said = tools.map(async (what) => {
    const { output } = await asking.hook(session, { event: 'Ask', what }).ended;
    const done = JSON.stringify({ event: 'Done', what });
    await layDown(engine.paths.spool, {
      startedMs: startedMs++,
      text: `${session}\n${done}`,
    });
    return output;
  });
  expect(await Promise.all(said)).toEqual(tools.map(() => '{"say":"yes"}'));
  const given = async () =>
    (await engine.journal()).flatMap((fact) =>
      fact.type.startsWith('permission') && 'asked' in fact
        ? [`${fact.type} ${fact.asked.slice(0, 2)}`]
        : [],
    );
  await expect.poll(async () => (await given()).length).toBe(2 * tools.length);
  const turns = (await given()).map((line) => line.split(' '));
  expect(turns.map(([type]) => type)).toEqual(
    tools.flatMap(() => ['permissionGiving', 'permissionAnswered']),
  );
  expect(turns.filter((_, at) => at % 2 === 0).map(([, what]) => what)).toEqual(
    turns.filter((_, at) => at % 2 === 1).map(([, what]) => what),
  );
});
