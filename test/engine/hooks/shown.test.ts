import { describe, expect, it } from 'vitest';
import { expectNothingLeftOpen } from '../../helpers/leaks.js';
import { anAsker, asker } from './an-asker.js';

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

/** It has asked about its plan. */
async function aPlanner() {
  const asking = await anAsker([], asker + screens);
  const { engine } = asking;
  await asking.tell({ event: 'Ask', what: 'plan', text: '# Do it' });
  await asking.shows('plan_review');
  return {
    ...asking,
    approvals: async () =>
      (await engine.journal()).filter(({ type }) => type === 'planApproved'),
  };
}
