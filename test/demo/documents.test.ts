import { expect, it } from 'vitest';
import { planText, progressText, signalText } from '../../src/demo/documents.js';
import { aTask } from './a-task.js';

it('writes a plan with what was asked for after review', () => {
  expect(planText(aTask(), ['smaller steps'])).toBe(`# TD2: Config management

1. One Config class (\`src/config.py\`, \`src/log.py\`)
2. Test the limits (\`tests/test_config.py\`)

## Changed after review

- smaller steps

Every step ends in a commit of its own, with its tests.
`);
});

it('draws its progress', () => {
  const news = { task: aTask(), done: 1, percent: 45, status: 'editing src/config.py' };
  expect(progressText(news)).toBe(`# TD2: Config management

█████████░░░░░░░░░░░ 45%

- [x] One Config class
- [ ] Test the limits

Status: editing src/config.py
`);
});

it('signals with the fields of a handoff file', () => {
  expect(JSON.parse(signalText(aTask(), 0))).toEqual({
    workstream: 'TD2',
    status: 'complete',
    timestamp: '1970-01-01T00:00:00.000Z',
    files_created: ['src/config.py', 'tests/test_config.py'],
    files_modified: ['src/log.py'],
    validation_passed: true,
    notes: '2 steps, each committed with its tests',
  });
});
