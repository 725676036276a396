/** The labels under which a WORKFLOW document says what is so of a workstream. */
import { plain } from './markdown.js';

/** A list that a label opens; prose is told to the agent. */
export type Part =
  'preconditions' | 'gates' | 'signal' | 'success' | 'owns' | 'avoids' | 'prose';

const PARTS: readonly (readonly [RegExp, Part])[] = [
  [/pre-?conditions?|prerequisites?|entry criteria/i, 'preconditions'],
  [/validation|quality gate|^gates?$/i, 'gates'],
  [/handoff|signal/i, 'signal'],
  [/acceptance|success|criteria|definition of done|^done when/i, 'success'],
  [/must not touch|off.?limits|(?:do not|don.?t) (?:touch|modify)/i, 'avoids'],
  [
    /outputs?|deliverables?|^files$|files? (?:owned|created|to (?:create|modify))|owns|^touches$/i,
    'owns',
  ],
];

export function partOf(title: string): Part | undefined {
  return PARTS.find(([label]) => label.test(title))?.[1];
}

/** A label whose value stands beside it. */
export type Fact = 'role' | 'owner' | 'priority' | 'estimate' | 'after' | 'branch';

const FACTS: readonly (readonly [RegExp, Fact])[] = [
  [/agent|^role$/i, 'role'],
  [/^(?:owner|assignee|assigned to)$/i, 'owner'],
  [/^priority/i, 'priority'],
  [/complexity|estimate|duration|effort|^time$/i, 'estimate'],
  [
    /parallel group|depend|^after|^needs?$|^requires?$|^waits? for$|^blocked by$/i,
    'after',
  ],
  [/^(?:git )?branch(?: name)?$/i, 'branch'],
];

export function factOf(name: string): Fact | undefined {
  return FACTS.find(([label]) => label.test(name))?.[1];
}

export type Labelled = { readonly name: string; readonly value: string };

/** `Estimate: 2h`, `**Role**: tester`; the value may be empty. */
export function labelled(text: string): Labelled | undefined {
  const [, name = '', value = ''] =
    /^(?:\*\*)?([\p{L}][\p{L} ’'-]{1,30}?)(?::\*\*|\*\*:|:)(?!\/\/)\s*(.*)$/u.exec(
      text,
    ) ?? [];
  return name === '' ? undefined : { name: plain(name), value };
}
