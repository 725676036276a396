import { describe, expect, it } from 'vitest';
import { verification } from '../../src/agents/verification.js';
import { workstreamId } from '../../src/domain/ids.js';
import { NOTHING } from './nothing-told.js';

const a = workstreamId('A');

describe('what the others told, for whom verifies it', () => {
  it('begins with what does not fit', () => {
    const concern = { kind: 'interface', between: [a], provider: null } as const;
    const told = verification({
      ...NOTHING,
      parts: [
        { workstream: a, summary: 'Views', files: 1 },
        { workstream: workstreamId('B'), summary: '', files: 1 },
      ],
      pendingActions: ['Configure CORS'],
      concerns: [
        { ...concern, subject: 'GET /b', status: 'aligned', text: '' },
        { ...concern, subject: 'GET /a', status: 'missing', text: 'nobody provides it' },
        { ...concern, subject: 'GET /c', status: 'pending', text: 'nobody provides it' },
      ],
    });
    expect(`\n${told.join('\n')}\n`).toBe(`
What the others say of their work; verify it, for nobody has:
- A: Views
This does not fit together:
- A: GET /a: nobody provides it
They left to do:
- Configure CORS
This fits by what they say:
- A: GET /b
`);
  });

  it('is harmless and has an end', () => {
    const long = Array.from(
      { length: 200 },
      (_, at) => `${at} \u001b[2J ${'x'.repeat(5000)}`,
    );
    const told = verification({
      ...NOTHING,
      pendingActions: long,
      decisions: long,
      filesModified: long,
    });
    const text = told.join('\n');
    expect(text).not.toContain('\u001b');
    expect(text.length).toBeLessThan(25_000);
    expect(told[0]).toMatch(/- and 140 more$/);
    expect(told.at(-1)).toBe('The rest of it would be too long for this message.');
  });
});
