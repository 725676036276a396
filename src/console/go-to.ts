/** Going to a line of the sidebar by a part of its name, however many there are. */
import { plainText } from '../base/plain-text.js';
import type { Subject } from './state.js';

/** What can be gone to, as it is called. */
export type Goal = { readonly subject: Subject; readonly title: string };

/** Those with `text` in their title: by their id first, then those that begin with it. */
export function matching(goals: readonly Goal[], text: string): readonly Goal[] {
  const wanted = plainText(text).trim().toLowerCase();
  const rankOf = ({ subject, title }: Goal) => {
    if (subject.id.toLowerCase() === wanted) return 0;
    const at = title.toLowerCase().indexOf(wanted);
    return at > 0 ? 2 : at + 1;
  };
  return goals
    .filter(({ title }) => title.toLowerCase().includes(wanted))
    .toSorted((one, other) => rankOf(one) - rankOf(other));
}
