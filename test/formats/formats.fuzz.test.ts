/** Whatever a file holds, reading it ends in a value or in a reason, and never throws. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { demoPlan } from '../../src/demo/plan.js';
import { readAgent } from '../../src/formats/agent-file.js';
import { readContextFile } from '../../src/formats/context-file.js';
import { memoryIds, withMemories } from '../../src/formats/memory-file.js';
import { readNote } from '../../src/formats/note-file.js';
import { readPlan } from '../../src/formats/plan-file.js';
import { problemLine } from '../../src/formats/problem.js';
import { readProgress } from '../../src/formats/progress-file.js';
import { readSignal } from '../../src/formats/signal-file.js';
import { random, seeds, type Random } from '../helpers/random.js';

/** Seeds that once failed stay here. */
const regressions: readonly number[] = [];
const all = [...regressions, ...seeds(40)];

const plan = demoPlan({ command: 'node', args: ['agent.js'] });
const agent = readFileSync(join(import.meta.dirname, '../../agents/claude.yaml'), 'utf8');
const context = { file: 'wtmux.yaml', defaultBase: 'main' };

it('the plan of the demonstration is right', () => {
  expect(readPlan(plan, context)).toMatchObject({ ok: true });
});

it.each(all)('a damaged plan is read, or refused line by line (seed %i)', (seed) => {
  const read = readPlan(damaged(plan, random(seed)), context);
  const lines = read.ok ? [] : read.failure.map(problemLine);
  expect(read.ok || lines.length > 0).toBe(true);
  for (const line of lines) expect(line).toMatch(/^wtmux\.yaml:[1-9]\d*:[1-9]\d*: ./);
});

it.each(all)('a damaged agent is read, or refused line by line (seed %i)', (seed) => {
  const read = readAgent(damaged(agent, random(seed)), { file: 'x.yaml' });
  const lines = read.ok ? [] : read.failure.map(problemLine);
  expect(read.ok || lines.every((line) => /^x\.yaml:\d+:\d+: ./.test(line))).toBe(true);
});

it.each(all)('a damaged report gives harmless text (seed %i)', (seed) => {
  const rng = random(seed);
  const progress =
    '# TD1\nProgress: ████░░ 60 %\n- [x] one\n- [ ] two\n## Blockers\n- none';
  const signal = '{"workstream":"TD1","status":"complete","validation_passed":true}';
  const { lastLine, blockers } = readProgress(damaged(progress, rng));
  const read = readSignal(damaged(signal, rng), 'x.signal');
  const told = read.ok ? [read.value.status, read.value.notes] : [read.failure.why];
  const text = [lastLine, ...blockers, ...told].join('');
  expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
});

it.each(all)('a damaged note is harmless, and none is a document (seed %i)', (seed) => {
  const note = '{"to":["TD1","all"],"text":"one \\u001b[2J\\n two"}';
  const read = readNote(damaged(note, random(seed)));
  const said = read.ok ? [read.value.to, read.value.text].flat() : [read.failure.why];
  expect(said.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  expect(said.join('').length).toBeLessThan(3000);
});

it.each(all)('a damaged file of memories is added to, or refused (seed %i)', (seed) => {
  const file =
    '{\n  "version": 1,\n  "memories": [\n    { "id": "a" },\n    { "id": "b" }\n  ]\n}\n';
  const before = damaged(file, random(seed));
  const added = withMemories(before, [memory]);
  const ids = memoryIds(before.trim() === '' ? '[]' : before);
  const both = ids.ok ? { ok: true, value: new Set([...ids.value, 'new']) } : ids;
  expect(added.ok ? memoryIds(added.value) : added).toEqual(both);
});

const memory = {
  id: 'new',
  type: 'lesson',
  content: 'x',
  source: { plan: '', workstream: 'A', file: '' },
  created_at: '',
  reviewed_by: '',
  reviewed_at: '',
};

it.each(all)('a damaged context is read, or refused (seed %i)', (seed) => {
  const content = JSON.stringify({
    task_id: 'a',
    decisions: ['x', { decision: 'y' }],
    api_contract_assumptions: {
      'GET /a': { response: '{ a: string, b?: [x, y] }', error_codes: [1] },
    },
    implementation_details: {
      endpoints: { 'GET /a': { response_model: 'R' } },
      schemas: { R: { fields: 'a: b' } },
    },
  });
  const where = { name: 'a.json', writtenAt: 0 };
  const read = readContextFile(damaged(content, random(seed)), where);
  const told = read.ok ? [read.value.task, ...read.value.decisions] : [read.failure.why];
  expect(told.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
});

const JUNK = [
  '\0',
  '\u001b[2J',
  '\n',
  '  ',
  ': ',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '*a',
  '&a ',
  '"',
  "'",
  '|',
  '💥',
  '\t',
] as const;

/** A few pieces cut out, doubled or replaced by what formats stumble over. */
function damaged(text: string, rng: Random): string {
  return rng
    .times(1, 6, () => 0)
    .reduce<string>((damaged) => {
      const start = rng.between(0, damaged.length);
      const end = Math.min(damaged.length, start + rng.between(0, 12));
      const piece = rng.chance(0.3)
        ? damaged.slice(start, end).repeat(2)
        : rng.pick(JUNK);
      return damaged.slice(0, start) + piece + damaged.slice(end);
    }, text);
}
