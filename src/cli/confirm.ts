/** Asks a person: questions of yes or no, and for a line of text. */
import { createInterface } from 'node:readline/promises';
import { Complaint } from './complaint.js';

type Question = {
  readonly text: string;
  /** What may be answered, behind the question. */
  readonly hint: string;
  readonly interactive: boolean;
};

/** Throws a `Complaint` where nobody sits in front, rather than guess. */
export async function confirm(text: string, interactive: boolean): Promise<boolean> {
  return /^y(?:es)?$/i.test(await answerTo({ text, hint: '[y/N]', interactive }));
}

/** Likewise for a line of text; an empty one means `usual`. */
export async function ask(
  text: string,
  { usual, interactive }: { readonly usual: string; readonly interactive: boolean },
): Promise<string> {
  const hint = usual === '' ? '' : `[${usual}]`;
  return (await answerTo({ text, hint, interactive })) || usual;
}

async function answerTo({ text, hint, interactive }: Question): Promise<string> {
  if (!interactive)
    throw new Complaint(`${text} Nobody can answer here; say --yes to agree`, 2);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const gone = new Promise<never>((_, reject) =>
    terminal.once('close', () => reject(new Complaint('nothing was done'))),
  );
  try {
    return (await Promise.race([terminal.question(`${text} ${hint} `), gone])).trim();
  } finally {
    gone.catch(() => undefined);
    terminal.close();
  }
}
