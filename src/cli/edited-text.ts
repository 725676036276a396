/** A text as a person changed it in an editor of theirs. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandWords } from '../base/command-words.js';
import { Complaint } from './complaint.js';

type Environment = Readonly<Record<string, string | undefined>>;

type Draft = {
  readonly text: string;
  /** Of the file, by whose end editors know what they show. */
  readonly name: string;
};

/** Throws a `Complaint` when the editor cannot be started or fails: nothing was changed then. */
export async function editedText(
  { text, name }: Draft,
  env: Environment,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wtmux-'));
  try {
    const file = join(folder, name);
    await writeFile(file, text, { mode: 0o600 });
    await edit(file, env);
    return await readFile(file, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file that holds it, for a text that could not be sent. */
export async function keptText({ text, name }: Draft): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'wtmux-')), name);
  await writeFile(file, text, { mode: 0o600 });
  return file;
}

function edit(file: string, env: Environment): Promise<void> {
  const set = [env['VISUAL'], env['EDITOR']].find((one) => one?.trim());
  const [command = 'vi', ...words] = commandWords(set ?? 'vi');
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...words, file], { stdio: 'inherit', env });
    child.once('error', (error) =>
      reject(new Complaint(`the editor ${command} cannot be started: ${error.message}`)),
    );
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Complaint(`the editor ${command} failed; nothing was sent`)),
    );
  });
}
