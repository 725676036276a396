import { expect, it } from 'vitest';
import { schedule } from '../../src/demo/schedule.js';
import { aTask } from './a-task.js';

it('spreads edits and commits over the time, the last commit before its end', () => {
  const moments = schedule(aTask().steps, 1000).map((moment) =>
    moment.type === 'edit'
      ? `${moment.at} edit ${moment.change.path}`
      : `${moment.at} commit ${moment.paths.join(' ')}: ${moment.message}`,
  );
  expect(moments).toEqual([
    '50 edit src/config.py',
    '400 edit src/log.py',
    '450 commit src/config.py src/log.py: One Config class',
    '550 edit tests/test_config.py',
    '950 commit tests/test_config.py: Test the limits',
  ]);
});
