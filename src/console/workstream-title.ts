import { plainText } from '../base/plain-text.js';
import type { WorkstreamStatus } from '../domain/status.js';

/** Its id, which commands take, and its name unless that says the same in other signs. */
export function workstreamTitle({
  id,
  name,
}: Pick<WorkstreamStatus, 'id' | 'name'>): string {
  return plainText(wordsOf(id) === wordsOf(name) ? id : `${id} ${name}`);
}

function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ');
}
