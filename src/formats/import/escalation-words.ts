/** Reads when a document wants attention: `Escalate if: not 50% complete by end of Day 1`. */
import type { EscalationText } from '../plan-schema.js';
import type { Draft } from './draft.js';
import { plain } from './markdown.js';
import type { Names } from './names.js';
import { estimateOf } from './words.js';

const ASKS = /^\W*escalat(?:e|ion)\b/i;
const SPAN = /(\d+(?:\.\d+)?)\s*(?:minutes?|mins?|hours?|hrs?|h|days?|d|weeks?)\b/i;
/** Longer lines say more than one thing, and take long to search. */
const MAX_SENTENCE = 400;
const PERCENT = /(?<!\d)(\d{1,3})\s*%/;
const SILENT = /\bsilent\b|\bsilence\b|\bno (?:sign|output|commit|activity)\b/i;

export type EscalationLine = {
  readonly line: number;
  readonly text: string;
  /** It stands under a title that speaks of escalations. */
  readonly listed: boolean;
  /** Of whom the part speaks, for a line that names nobody. */
  readonly about: string | undefined;
};

/** Whether the line asks for attention; one that no rule over time says is told of. */
export function readEscalation(
  draft: Draft,
  names: Names,
  { line, text, listed, about }: EscalationLine,
): boolean {
  if (text.length > MAX_SENTENCE) return false;
  const words = plain(text);
  if (!ASKS.test(words) && !listed) return false;
  const named = names.idsIn(words).filter((id) => words.includes(id));
  const of = named.length > 0 ? named : about === undefined ? [undefined] : [about];
  const rules = of.flatMap((id) => ruleOf(draft, words, id) ?? []);
  if (rules.length === 0) draft.doubt(line, `no rule over time in "${words}"`);
  draft.read(line);
  for (const rule of rules) {
    const same = ({ workstream, when, after }: EscalationText) =>
      workstream === rule.workstream && when === rule.when && after === rule.after;
    if (!draft.escalations.some(same)) draft.escalations.push(rule);
  }
  return true;
}

function ruleOf(
  draft: Draft,
  words: string,
  id: string | undefined,
): EscalationText | undefined {
  const workstream = id === undefined ? {} : { workstream: id };
  const percent = PERCENT.exec(words)?.[1];
  if (percent !== undefined) {
    const after = deadline(draft, words, id);
    return after === undefined
      ? undefined
      : { ...workstream, when: `progress < ${percent}%`, after };
  }
  const after = spanIn(words);
  if (after === undefined) return undefined;
  // A conflict is between two, so it is no matter of the one whose part this is.
  if (/\bconflicts?\b/i.test(words)) return { when: 'conflict', after };
  if (SILENT.test(words)) return { ...workstream, when: 'silent', after };
  if (/\bestimate/i.test(words)) return { ...workstream, when: 'over estimate', after };
  return undefined;
}

/** `by end of Day 3` is counted from the day on which the workstream starts. */
function deadline(
  draft: Draft,
  words: string,
  id: string | undefined,
): string | undefined {
  const day = /\b(?:by|until|before)\b[^.;]*?\bday\s+(\d{1,3})\b/i.exec(words)?.[1];
  if (day === undefined) return spanIn(words);
  const start = (id === undefined ? undefined : draft.workstreams.get(id)?.day) ?? 1;
  return `${Math.max(1, Number(day) - start + 1)}d`;
}

function spanIn(words: string): string | undefined {
  return estimateOf(SPAN.exec(words)?.[0] ?? '');
}
