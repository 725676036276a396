/** How a session is called that is nobody's work: by what a person opened it for. */
import { plainText } from '../base/plain-text.js';
import type { Session } from '../domain/session.js';

export function sessionName({ command, cwd, id }: Session): string {
  const [, gated] = /^log-(.+)-[\da-f]{4}$/.exec(id) ?? [];
  if (gated !== undefined) return plainText(`gates of ${gated}`);
  const [, wave] = /^(.+)-conflict$/.exec(id) ?? [];
  if (wave !== undefined) return plainText(`conflict of ${wave}`);
  const edited = id.startsWith('edit-') ? editedBy(command) : undefined;
  if (edited !== undefined) return plainText(edited);
  const compared = id.startsWith('pager-') ? command.indexOf('diff') : -1;
  if (compared >= 0) return plainText(`changes of ${command[compared + 1]}`);
  return plainText(`${lastOf(command[0] ?? id)} in ${lastOf(cwd)}`);
}

/** What the person changes there, and what becomes of it when their editor ends well. */
function editedBy(command: readonly string[]): string | undefined {
  const approve = command.indexOf('approve');
  if (approve >= 0) return `plan of ${command[approve + 1]}: a change approves it`;
  return command.includes('memory') ? 'memory: quitting keeps it' : undefined;
}

function lastOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}
