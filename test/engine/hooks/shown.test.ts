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
    await using shown = await anAsker([], asker + screens);
    await shown.tell({ event: 'Ask', what: 'plan', text: '# Do it' });
    await shown.shows('plan_review');
    await shown.says('at work', 'busy');
    expect(await shown.engine.peer.ask({ type: 'status' })).toMatchObject({
      value: { workstreams: [{ state: 'plan_review' }] },
    });
  });
});
