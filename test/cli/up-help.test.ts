import { expect, it } from 'vitest';
import { up } from '../../src/cli/commands/up.js';
import { readPlan } from '../../src/formats/plan-file.js';

it('shows a plan that would start', () => {
  const [, plan = ''] = (up.more ?? '').split('wtmux.yaml:\n');
  expect(readPlan(plan, { file: 'help', defaultBase: 'main' })).toMatchObject({
    ok: true,
  });
});
