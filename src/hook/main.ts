/**
 * The program `wtmux hook`: gives an event of an agent, JSON on stdin or as the last
 * argument, to the engine of the session that it runs in; prints what the engine answers.
 *
 * Agents start `hook.sh` for it, which needs it for what it cannot lay down; it is one small
 * file that loads nothing else. Whatever goes wrong it ends with 0 and says nothing: a hook
 * that fails would hinder the agent.
 */
import { lstatSync, rmSync } from 'node:fs';
import { sessionId } from '../domain/ids.js';
import {
  hookId,
  HOOK_SESSION,
  HOOK_SOCKET,
  HOOK_SPOOL,
  HOOK_STARTED_AT,
} from '../protocol/hook.js';
import { deliver, isListening } from './deliver.js';
import { readEvent } from './read-event.js';
import { spool } from './spool.js';

process.on('uncaughtException', () => process.exit(0));
void hook()
  .catch(() => '')
  .then((output) => process.stdout.write(output, () => process.exit(0)));

/** What happened first has started first: `hook.sh`, if it handed the event on. */
function startedAt(): bigint {
  const file = process.env[HOOK_STARTED_AT] ?? '';
  const about =
    file === '' ? undefined : lstatSync(file, { bigint: true, throwIfNoEntry: false });
  if (!about) return BigInt(Math.round(performance.timeOrigin * 1e6));
  rmSync(file, { force: true });
  return about.mtimeNs;
}

async function hook(): Promise<string> {
  const { [HOOK_SESSION]: session, [HOOK_SOCKET]: socket } = process.env;
  const folder = process.env[HOOK_SPOOL];
  if (!session || !socket || !folder) return '';
  const event = await readEvent(process.argv.at(-1) ?? '', process.stdin);
  if (event.text.trim() === '') return '';

  const id = hookId(startedAt(), process.pid);
  const at = Date.now();
  const message = { id, session: sessionId(session), at, ...event };
  const line = `${JSON.stringify(message)}\n`;
  const answer = await deliver(socket, line).catch(() => undefined);
  if (answer !== undefined) return answer;
  spool(folder, message);
  // An engine that came up meanwhile may have looked already: it looks again when asked.
  if (isListening(socket)) await deliver(socket, '\n');
  return '';
}
