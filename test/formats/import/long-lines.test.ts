/**
 * A line that never ends as its beginning promises is read in milliseconds; where every
 * part of a pattern may take the same blanks, the lines below take minutes.
 */
import { expect, it } from 'vitest';
import { importPlan } from '../../../src/formats/import/import-plan.js';

const MINUTE_MS = 60_000;
const blanks = ' '.repeat(10_000);

const workflow = (part: string) =>
  `# WORKFLOW: x\n## Phase 1: One\n### WS-1: Alpha\n${part}\n### WS-2: Beta\n**Depends on:** WS-1\n`;

it.each([
  ['a heading', workflow(`#### a${blanks}b`)],
  ['a field', workflow(`**a${blanks}b`)],
  ['a path', workflow(`**Outputs:**\n\`\`\`\nsrc/a.ts${' ()'.repeat(3000)} b\n\`\`\``)],
  ['a signal', workflow(`**Handoff signal:**\n${'a'.repeat(10_000)}`)],
  [
    'a session that waits',
    `# P\n| ID | Name | Agent |\n|---|---|---|\n| TD1 | One | x |\n\n**Tab 2:** TD1 Config\n\`\`\`\nwait for${blanks}b\n\`\`\`\n`,
  ],
  [
    'a conflict',
    `# P\n| ID | Name | Agent |\n|---|---|---|\n| TD1 | One | x |\n\n${'conflict '.repeat(3000)}\n`,
  ],
  [
    'the time of an agent',
    `# A\n{\n"workflow_id": "w", "parallel_tasks": [{ "task_id": "a" }]\n}\nAgent: a${blanks}b\n`,
  ],
])(
  'of %s',
  (_what, text) => {
    expect(importPlan(text, { file: 'x.md', base: 'main' })).toMatchObject({ ok: true });
  },
  MINUTE_MS,
);
