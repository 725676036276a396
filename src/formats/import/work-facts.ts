/** Takes what a label says of a workstream, or tells that it is not understood. */
import type { WorkstreamText } from '../plan-schema.js';
import type { Draft } from './draft.js';
import type { Fact } from './work-labels.js';
import { estimateOf, priorityOf } from './words.js';

export type FactLine = {
  readonly line: number;
  readonly fact: Exclude<Fact, 'after'>;
  readonly text: string;
};

export function takeFact(
  draft: Draft,
  workstream: WorkstreamText,
  { line, fact, text }: FactLine,
): void {
  switch (fact) {
    case 'role':
      workstream.role = text;
      return;
    case 'owner':
      workstream.role ??= text;
      return;
    case 'branch':
      workstream.branch = text;
      return;
    case 'priority': {
      const priority = priorityOf(text);
      if (priority !== undefined) workstream.priority = priority;
      else draft.doubt(line, `priority "${text}" is unknown`);
      return;
    }
    case 'estimate': {
      const estimate = estimateOf(text);
      if (estimate !== undefined) workstream.estimate = estimate;
      else
        draft.doubt(
          line,
          `"${text}" is no length of time; ${workstream.id} has no estimate`,
        );
    }
  }
}
