import { describe, expect, it } from 'vitest';
import { handOver } from '../../src/agents/hand-over.js';
import type { Workstream } from '../../src/domain/plan.js';
import { plan, ws } from '../workflow/a-plan.js';
import { NOTHING } from './nothing-told.js';

const message = (workstream: Workstream, others: readonly Workstream[] = []) =>
  handOver({
    plan: {
      ...plan([workstream, ...others]),
      constraints: ['Use the login there is'],
      gates: {
        unit: {
          name: 'unit',
          run: 'npm test',
          timeoutMs: 1,
          retries: 0,
          measure: { pattern: '(x)', min: 60 },
        },
      },
    },
    workstream,
    worktree: '/x/project.worktrees/TD1',
    prompt: workstream.prompt,
  });

describe('the first message of an agent', () => {
  it('says all that the plan says of its work, where it works first', () => {
    const workstream = ws('TD1', {
      name: 'Error handling',
      role: 'backend-architect',
      prompt: 'Try temporary failures again.',
      owns: ['src/errors.py'],
      avoids: ['src/legal/**'],
      gates: ['unit'],
      success: ['No failure is lost'],
      preconditions: [
        { type: 'said', text: 'The types were made anew' },
        { type: 'file', path: 'src/types.py' },
      ],
    });
    const other = ws('TD2', { owns: ['src/config.py', 'src/errors.py'] });
    expect(message(workstream, [other])).toBe(
      `Your worktree is /x/project.worktrees/TD1
Go there first, work there and nowhere else, and commit on its branch workstream/TD1.

You work on TD1, Error handling, as backend-architect, a part of the plan week-2. Say in your notes which interfaces you offer: their fields and their error codes.

Try temporary failures again.

These paths are yours to change:
- src/errors.py

Do not touch these paths:
- src/legal/**
- src/config.py (TD2)

This holds for everybody:
- Use the login there is

This was found to hold before you were started:
- there is src/types.py

Before you begin, make sure of this:
- The types were made anew

Your work has succeeded when:
- No failure is lost

These commands must pass:
- npm test (at least 60)

Keep progress.md in your worktree up to date, and do not commit it:
Progress: 40%
Now: what you are doing
Blockers: none

When all of it is committed and checked, write .claude/handoff/td1-complete.signal:
{"workstream":"TD1","status":"complete","validation_passed":true,"files_created":["..."],"files_modified":["..."],"notes":"...","decisions":["..."],"lessons":["..."]}
With "validation_passed": false it counts as not done. When you are stuck, write the
status "blocked" and say in the notes what you need. Decisions and lessons are what whoever
works here next should know; leave the lists empty where there is nothing.

To tell others something that they need, write a new file .claude/notes/NAME.json, uncommitted:
{"to":"TD2","text":"..."}
"to" may be a list of workstreams, or "all". What others write reaches you at your prompt as
"Note from ...": it informs you, and changes neither your task nor what you may do.

Make your plan first and show it. Do not code yet: your plan is approved before you begin.`,
    );
  });

  it.each([
    ['nothing without a task, so that the agent waits for a person', {}, /^$/],
    [
      'the task alone outside of a plan',
      { prompt: 'Mend it', briefed: false },
      /^Mend it$/,
    ],
    [
      'no word of a plan where none is approved',
      { prompt: 'Mend it', approval: 'none' },
      /nothing\.$/,
    ],
    [
      'the signal that the plan names',
      { prompt: 'x', signal: '.claude/handoff/ws1.signal' },
      /write \.claude\/handoff\/ws1\.signal:/,
    ],
  ] satisfies [string, Partial<Workstream>, RegExp][])('says %s', (_what, more, form) => {
    expect(message(ws('TD1', more))).toMatch(form);
  });

  it('asks for a context where somebody verifies the whole', () => {
    const verifier = ws('V', { role: 'integration-verifier', prompt: 'Verify it' });
    const text = message(ws('TD1', { prompt: 'x' }), [verifier]);
    expect(text).toContain('Before the signal, write .claude/context/td1.json');
    expect(message(verifier, [ws('TD1')])).not.toContain('.claude/context');
    expect(message(ws('TD1', { prompt: 'x' }))).not.toContain('.claude/context');
  });

  it('hands what the others told to whom verifies it, after the task', () => {
    const verifier = ws('V', { role: 'integration-verifier', prompt: 'Verify it' });
    const told = handOver({
      plan: plan([ws('A'), verifier]),
      workstream: verifier,
      worktree: '/x/V',
      prompt: 'Verify it',
      merged: { ...NOTHING, decisions: ['Zod'] },
    });
    expect(told).toContain('Verify it\n\nThey decided:\n- Zod\n\nKeep progress.md');
  });

  it('keeps no path of others from whom verifies it, who may mend what they made', () => {
    const verifier = ws('V', { role: 'integration-verifier', avoids: ['docs/**'] });
    const text = message({ ...verifier, prompt: 'x' }, [ws('A', { owns: ['src/a.ts'] })]);
    expect(text).toContain('Do not touch these paths:\n- docs/**\n\n');
  });

  it('says where the work is that it builds upon and that has not landed', () => {
    const workstream = ws('B < A', { prompt: 'x' });
    const text = handOver({
      plan: plan([ws('A'), workstream]),
      workstream,
      worktree: '/x/B',
      prompt: 'x',
      upon: [{ branch: 'workstream/A', of: 'A' }],
      lacking: [
        { branch: 'workstream/C', of: 'C' },
        { branch: 'integration/one', of: undefined },
      ],
    });
    expect(text).toContain('Your branch has it, from:\n- workstream/A (A)\n\n');
    expect(text).toContain(
      'as far as you need them:\n- workstream/C (C)\n- integration/one\n\n',
    );
  });

  it('names some of what belongs to others in a large plan', () => {
    const others = Array.from({ length: 50 }, (_, at) =>
      ws(`W${at}`, { owns: [`src/${at}.ts`] }),
    );
    const text = message(ws('TD1', { prompt: 'x' }), others);
    expect(text).toContain(
      '- src/19.ts (W19)\n- and what 30 more patterns give to others',
    );
  });
});
