import { describe, expect, it } from 'vitest';
import { expectNothingLeftOpen } from '../../helpers/leaks.js';
import { A, anAsker, asker } from './an-asker.js';

const screens = `
screens:
  - { doing: busy, lines: 1, pattern: at work }
  - { doing: waiting, lines: 1, pattern: Start }
`;

describe('an agent that shows that it works while its hook asks', () => {
  expectNothingLeftOpen();

  it('did so before, as long as it has not shown since that it waits', async () => {
    await using shown = await aPlanner();
    await shown.says('at work', 'busy');
    expect(await shown.engine.peer.ask({ type: 'status' })).toMatchObject({
      value: { workstreams: [{ state: 'plan_review' }] },
    });
  });

  it('was answered in its pane, when it has', async () => {
    await using shown = await aPlanner();
    await shown.says('Start?', 'waiting');
    await shown.says('at work', 'busy');
    await expect.poll(shown.approvals).toMatchObject([{ by: 'in its pane' }]);
  });
});

describe('an agent that asks twice at once', () => {
  expectNothingLeftOpen();

  it('is answered on its second hook though the end of the first said that it works', async () => {
    const two = asker.replace('settledBy: Done', 'settledBy: Done\n      about: [deep]');
    await using asking = await anAsker({ text: two + screens });
    const { engine, tell, shows } = asking;
    const deep = { command: 'one' };
    await tell({ event: 'Ask', what: 'Bash', deep });
    await tell({ event: 'Ask', what: 'Bash', deep: { command: 'two' } });
    await shows('waiting');
    await tell({ event: 'Done', deep });
    await shows('working');
    await asking.says('Start?', 'waiting');
    await shows('waiting');
    const yes = { type: 'approve', workstream: A, revision: null, by: 'me' } as const;
    expect(await engine.peer.ask(yes)).toMatchObject({ ok: true });
  });
});

/** It has asked about its plan. */
async function aPlanner() {
  const asking = await anAsker({ text: asker + screens });
  const { engine } = asking;
  await asking.tell({ event: 'Ask', what: 'plan', text: '# Do it' });
  await asking.shows('plan_review');
  return {
    ...asking,
    approvals: async () =>
      (await engine.journal()).filter(({ type }) => type === 'planApproved'),
  };
}
