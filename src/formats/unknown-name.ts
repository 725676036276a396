/** A name that a plan refers to and does not have, with the one that was meant. */
import { nearest } from '../base/nearest.js';
import { quote, type Fault, type Path } from './problem.js';

/** Naming all of a large plan would bury the message. */
const MAX_NAMED = 10;

export function unknown(
  kind: string,
  name: string,
  path: Path,
  known: ReadonlySet<string>,
): readonly Fault[] {
  if (known.has(name)) return [];
  const names = [...known];
  const meant = nearest(name, names);
  const some = names.slice(0, MAX_NAMED).join(', ') || 'none';
  const rest = names.length > MAX_NAMED ? `, and ${names.length - MAX_NAMED} more` : '';
  const help = meant === undefined ? '' : `did you mean "${meant}"? `;
  return [[path, `unknown ${kind} ${quote(name)}; ${help}known: ${some}${rest}`]];
}
