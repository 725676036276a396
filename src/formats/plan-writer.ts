/**
 * Writes a plan file that a person likes to read and change: what is short stands on one
 * line, prompts of several lines in blocks. `plan-file.ts` reads it back.
 */
import { Document, isCollection, isPair, isScalar, visit } from 'yaml';
import type { PlanText } from './plan-schema.js';

/** A list or gate that fits beside its key is easier to compare with its neighbours. */
const MAX_FLOW = 76;

/** `head` becomes a comment of one or more lines on top. */
export function writePlan(plan: PlanText, head: string): string {
  const document = new Document(plan, { aliasDuplicateObjects: false });
  document.commentBefore = head
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
  visit(document, {
    Collection(key, node) {
      if (key === null || node.items.length === 0) return;
      const text = JSON.stringify(node);
      const items: readonly unknown[] = node.items;
      const leaves = items.every(
        (item) => isScalar(item) || (isPair(item) && !isCollection(item.value)),
      );
      if (leaves && text.length < MAX_FLOW) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 90, flowCollectionPadding: true });
}
