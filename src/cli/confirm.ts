/** Asks a person a question of yes or no. */
import { createInterface } from 'node:readline/promises';
import { Complaint } from './complaint.js';

/** Throws a `Complaint` where nobody sits in front, rather than guess. */
export async function confirm(question: string, interactive: boolean): Promise<boolean> {
  if (!interactive)
    throw new Complaint(`${question} Nobody can answer here; say --yes to agree`, 2);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
