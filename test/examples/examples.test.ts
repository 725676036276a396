import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { planText } from '../../src/demo/staged.js';
import { stagedDemos } from '../../src/demo/staged-demos.js';
import { readPlan } from '../../src/formats/plan-file.js';

const root = join(import.meta.dirname, '../..');
const context = { file: 'wtmux.yaml', defaultBase: 'main' };

it.each(readdirSync(join(root, 'examples')))('examples/%s is a plan', (file) => {
  const text = readFileSync(join(root, 'examples', file), 'utf8');
  expect(readPlan(text, context)).toMatchObject({ ok: true });
});

it('the README shows a plan', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(readPlan(text, context)).toMatchObject({ ok: true });
});

it.each(stagedDemos)('examples/$name.yaml is the plan of the demonstration', (demo) => {
  const text = readFileSync(join(root, `examples/${demo.name}.yaml`), 'utf8');
  expect(text).toBe(planText(demo));
});
