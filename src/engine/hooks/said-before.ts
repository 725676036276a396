/**
 * Finds what an agent asks about where its event has none of it: in what it said before, by
 * the lines of its own file. Those may be written a moment after its hook has started.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { placesOf } from '../../agents/file-places.js';
import type { Question } from '../../agents/question.js';
import { saidBefore } from '../../agents/said-before.js';
import { readEnd } from '../../config/text-file.js';
import type { Milliseconds } from '../../domain/time.js';
import type { SaidRule } from '../../formats/agent-hooks.js';
import type { EngineContext } from '../context.js';

/** What was said before a plan is read by a person; a longer one has a file of its own. */
const MAX_READ_BYTES = 1024 * 1024;

/** Its dialog stands meanwhile: later it is asked about as it is. */
const WRITTEN_WITHIN_MS: Milliseconds = 2000;
const LOOK_MS: Milliseconds = 50;

/** The question with its text; as it came where the event tells it. */
export async function withText(
  { env, now }: Pick<EngineContext, 'env' | 'now'>,
  question: Question,
): Promise<Question> {
  const { said } = question.rule;
  if (!said || question.text.trim() !== '') return question;
  const [file] = placesOf([said.file], { fields: question.event, env });
  if (file === undefined) return { ...question, text: said.nothing };
  const over = now() + WRITTEN_WITHIN_MS;
  let text = await read(said, file);
  while (text === undefined && now() < over) {
    await sleep(LOOK_MS);
    text = await read(said, file);
  }
  return { ...question, text: text || said.nothing };
}

async function read(rule: SaidRule, file: string): Promise<string | undefined> {
  const end = await readEnd(file, MAX_READ_BYTES);
  const lines = end?.text.split('\n') ?? [];
  return saidBefore(rule, (end?.whole ? lines : lines.slice(1)).flatMap(parsed));
}

/** The last may be half-written. */
function parsed(line: string): readonly unknown[] {
  try {
    return [JSON.parse(line)];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
