/**
 * The program `wtmux hook`: gives an event of an agent, JSON on stdin or as the last
 * argument, to the engine of the session that it runs in; prints what the engine answers.
 *
 * An agent starts it many times a minute and may wait for it, so it is one small file
 * that loads nothing else. Whatever goes wrong it ends with 0 and says nothing: a hook
 * that fails would hinder the agent.
 */
import { sessionId } from '../domain/ids.js';
import { HOOK_SESSION, HOOK_SOCKET, HOOK_SPOOL } from '../protocol/hook.js';
import { deliver, isListening } from './deliver.js';
import { readEvent } from './read-event.js';
import { spool } from './spool.js';

/** Read first: what happened first has started first. */
const started = process.hrtime.bigint() - BigInt(Math.round(performance.now() * 1e6));

process.on('uncaughtException', () => process.exit(0));
void hook()
  .catch(() => '')
  .then((output) => process.stdout.write(output, () => process.exit(0)));

async function hook(): Promise<string> {
  const { [HOOK_SESSION]: session, [HOOK_SOCKET]: socket } = process.env;
  const folder = process.env[HOOK_SPOOL];
  if (!session || !socket || !folder) return '';
  const event = await readEvent(process.argv.at(-1) ?? '', process.stdin);
  if (event.text.trim() === '') return '';

  const id = `${String(started).padStart(20, '0')}-${process.pid}`;
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
