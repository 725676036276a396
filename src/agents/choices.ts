/**
 * Questions of an agent that bring their answers: what a person may choose, and which of
 * those his words mean.
 */
import { plainText } from '../base/plain-text.js';
import { fail, ok, type Result } from '../base/result.js';
import type { Choice } from '../formats/choices.js';

export function choiceInWords({ question, options, multiSelect }: Choice): string {
  const several = multiSelect ? ' (several may be chosen)' : '';
  const lines = options.map(({ label, description }, at) =>
    [`  ${at + 1}. ${label}`, description].filter(Boolean).join(': '),
  );
  return [`${question}${several}`, ...lines].join('\n');
}

type Why = { readonly why: string };

/**
 * What each question is answered with, in the order of the questions: by a number, by a
 * label or its beginning, or in other words, which are the answer as they are.
 */
export function chosen(
  choices: readonly Choice[],
  said: readonly string[],
): Result<Readonly<Record<string, string>>, Why> {
  if (said.length !== choices.length)
    return fail({ why: `it asks ${choices.length} questions, not ${said.length}` });
  const answers: Record<string, string> = {};
  for (const [at, one] of choices.entries()) {
    const words = said[at] ?? '';
    const parts = one.multiSelect ? words.split(',') : [words];
    const labels = parts.map((part) => labelOf(one, part.trim()));
    const wrong = labels.find((label) => !label.ok);
    if (wrong && !wrong.ok) return wrong;
    answers[one.question] = labels
      .flatMap((label) => (label.ok ? label.value : []))
      .join(', ');
  }
  return ok(answers);
}

function labelOf({ question, options }: Choice, words: string): Result<string, Why> {
  const about = plainText(question, 80);
  if (words === '') return fail({ why: `"${about}" has no answer` });
  if (/^\d+$/.test(words)) {
    const option = options[Number(words) - 1];
    return option ? ok(option.label) : fail({ why: `"${about}" has no option ${words}` });
  }
  const wanted = words.toLowerCase();
  const exact = options.find(({ label }) => label.toLowerCase() === wanted);
  if (exact) return ok(exact.label);
  const begun = options.filter(({ label }) => label.toLowerCase().startsWith(wanted));
  if (begun.length > 1) return fail({ why: `"${words}" could mean several options` });
  return ok(begun[0]?.label ?? words);
}
