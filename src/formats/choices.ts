/** Reads the questions of an agent that bring their answers, from a field of its event. */
import * as z from 'zod';
import { readAgentJson } from './agent-json.js';

export type Choice = z.infer<typeof choice>;

const choice = z.object({
  question: z.string().min(1),
  options: z.array(
    z.object({ label: z.string().min(1), description: z.string().default('') }),
  ),
  multiSelect: z.boolean().default(false),
});

/** The questions in a field of an event; none where it is of another form. */
export function choicesIn(field = ''): readonly Choice[] {
  const read = readAgentJson(field);
  return z.array(choice).safeParse(read.ok ? read.value : undefined).data ?? [];
}
