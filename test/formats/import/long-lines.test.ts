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

const table = (line: string) =>
  `# P\n| ID | Name | Agent |\n|---|---|---|\n| TD1 | One | x |\n\n${line}\n`;

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
  ['a label', workflow(`Branch${blanks}b\n- **Role${blanks}**: x`)],
  ['gates of all waves', table(`**Quality gates ${'all '.repeat(10_000)}x**`)],
  ['an escalation', table(`Escalate if not 50% ${'by '.repeat(10_000)}x`)],
  ['emphasis', table(`${'__a '.repeat(5000)}${'**a '.repeat(5000)}`)],
  ['a list of work', table(`- A1: a${blanks}b (Owner: x${blanks}y`)],
  ['how long it takes', table(`- A1: a (${'1'.repeat(10_000)} h)`)],
  [
    'a merge',
    `## Track A: One\n## Track B: Two\nRole: x\nMerge ${'a to '.repeat(5000)}x y`,
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
