/**
 * What the others told of their work, for the agent that verifies the whole: what does not
 * fit first, since the end is cut where a message would become too long to be handed over.
 */
import { plainText } from '../base/plain-text.js';
import type { Concern, MergedContext } from '../domain/work-context.js';

/** More of a list than this is looked up in the files themselves. */
const MAX_ITEMS = 60;
const MAX_ITEM = 240;

/** Three bytes a character at worst: below what `engine/prompt.ts` lets pass, with the rest. */
const MAX_CHARACTERS = 24_000;

/** Paragraphs; none where nobody has told anything and nobody was to. */
export function verification(merged: MergedContext): readonly string[] {
  const { parts, filesModified, decisions, pendingActions, errors, concerns } = merged;
  const lists: readonly (readonly [title: string, items: readonly string[]])[] = [
    [
      'What the others say of their work; verify it, for nobody has:',
      parts
        .filter(({ summary }) => summary !== '')
        .map(({ workstream, summary }) => `${workstream}: ${summary}`),
    ],
    ['This does not fit together:', named(concerns, ['differs', 'missing', 'shared'])],
    ['They told nothing:', merged.missing],
    ['They left to do:', pendingActions],
    [
      'They met with these errors:',
      errors.map(({ workstream, text }) => `${workstream}: ${text}`),
    ],
    ['They decided:', decisions],
    ['This fits by what they say:', named(concerns, ['aligned'])],
    ['They changed these files:', filesModified],
  ];
  const told: string[] = [];
  let left = MAX_CHARACTERS;
  for (const [title, items] of lists) {
    if (items.length === 0) continue;
    const text = [title, ...some(items)].join('\n');
    left -= text.length;
    if (left < 0) return [...told, 'The rest of it would be too long for this message.'];
    told.push(text);
  }
  return told;
}

function named(
  concerns: readonly Concern[],
  statuses: readonly Concern['status'][],
): readonly string[] {
  return concerns
    .filter(({ status }) => statuses.includes(status))
    .map(({ subject, between, text }) =>
      [`${between.join(', ')}: ${subject}`, text]
        .filter((part) => part !== '')
        .join(': '),
    );
}

function some(items: readonly string[]): readonly string[] {
  const more = items.length - MAX_ITEMS;
  return [
    ...items.slice(0, MAX_ITEMS).map((item) => `- ${plainText(item, MAX_ITEM)}`),
    ...(more > 0 ? [`- and ${more} more`] : []),
  ];
}
