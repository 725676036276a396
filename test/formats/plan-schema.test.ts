import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { planSchema } from '../../src/formats/plan-schema.js';

const published = join(import.meta.dirname, '../../docs/wtmux.schema.json');

it('docs/wtmux.schema.json is made from the schema (UPDATE=1 writes it)', () => {
  const made = z.toJSONSchema(planSchema, { io: 'input' });
  const text = `${JSON.stringify({ title: 'wtmux plan', ...made }, undefined, 2)}\n`;
  if (process.env['UPDATE'] !== undefined) writeFileSync(published, text);
  expect(readFileSync(published, 'utf8')).toBe(text);
});
