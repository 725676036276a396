/** Brings a plan up, after its user agreed to the commands that it brings. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { plainText } from '../base/plain-text.js';
import { readStart } from '../config/text-file.js';
import type { UpAnswer } from '../protocol/engine-answers.js';
import type { EngineClient } from './client.js';
import type { Context } from './command.js';
import { Complaint } from './complaint.js';

/** The plan's reader refuses more; so much is not even read. */
const MAX_PLAN_BYTES = 1024 * 1024;

type PlanFile = { readonly file: string; readonly text: string };

/** The plan at `path`, or the repository's own. Throws a `Complaint` when unreadable. */
export async function planFile(context: Context, path: string): Promise<PlanFile> {
  const file =
    path === ''
      ? join((await context.place()).top, 'wtmux.yaml')
      : resolve(context.cwd, path);
  try {
    const read = await readStart(file, MAX_PLAN_BYTES);
    if (read?.whole) return { file, text: read.text };
    if (read) throw new Error('it is larger than 1 MB');
    const code = existsSync(file) ? 'EINVAL' : 'ENOENT';
    throw Object.assign(new Error('it is no regular file'), { code });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const missing = 'code' in error && error.code === 'ENOENT';
    throw new Complaint(
      missing
        ? `there is no plan ${plainText(file)}; \`wtmux plan init\` makes one, or name another`
        : `cannot read ${file}: ${error.message}`,
      2,
    );
  }
}

/** Gives the worktrees made. `agreed`: the user said yes on the command line. */
export async function bringUp(
  context: Context,
  engine: EngineClient,
  wish: PlanFile & { readonly agreed: boolean },
): Promise<readonly string[]> {
  const { file, text, agreed } = wish;
  const first = await engine.ask({ type: 'up', file, text, consent: agreed });
  if (first.type === 'started') return first.created;

  await askConsent(context, first);
  const second = await engine.ask({ type: 'up', file, text, consent: true });
  if (second.type === 'started') return second.created;
  throw new Complaint('the plan asks for consent again; read it and try `--yes`');
}

/** All of a command, with lines that cannot be taken for another one's or for ours. */
export function commandText(command: string): string {
  const lines = command.trimEnd().split(/\r\n|\n/);
  return lines
    .map((line, at) => (at === 0 ? '  ' : '  │ ') + plainText(line, Infinity))
    .join('\n');
}

async function askConsent(
  { output, confirm }: Context,
  { commands }: Extract<UpAnswer, { readonly type: 'needsConsent' }>,
): Promise<void> {
  output.note('The plan brings commands that will run on this machine:');
  for (const command of commands) output.note(commandText(command));
  if (!(await confirm('Run them?'))) throw new Complaint('nothing was started');
}
