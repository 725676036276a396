/** What peers may ask of the host, answered: `protocol/host.ts` is the contract. */
import { unreachable } from '../base/assert.js';
import { ok, type Result } from '../base/result.js';
import { findProgram } from '../pty/program.js';
import type { Refusal } from '../protocol/envelope.js';
import type { HostRequest } from '../protocol/host.js';
import { refused, usage } from '../protocol/refusal.js';
import type { Client } from './client.js';
import { programEnvironment } from './environment.js';
import type { Host } from './host.js';
import { answerPast } from './past-requests.js';

type Ask<Type extends HostRequest['type']> = HostRequest & { readonly type: Type };

/** Never rejects but for a fault, which the peer is told as a failure. */
export async function answer(
  host: Host,
  client: Client,
  request: HostRequest,
): Promise<Result<unknown, Refusal>> {
  const { sessions } = host;
  switch (request.type) {
    case 'spawn':
      return sessions.start({
        ...request,
        id: request.session,
        env: programEnvironment(host.env, request.env),
        wanted: () => !client.left && !host.closing,
      });
    case 'find':
      return find(host, request);
    case 'sessions':
      return ok(sessions.records());
    case 'view':
      return view(host, client, request);
    case 'attend':
      host.attend(client);
      return ok(null);
    case 'observe':
      client.observing = request.on;
      if (request.on) sessions.describeAll();
      return ok(null);
    case 'capture':
    case 'history':
    case 'places':
    case 'search':
    case 'prompts':
      return answerPast(sessions, request);
    case 'press':
      return press(host, request);
    case 'signal':
      return signal(host, request);
    case 'forget':
      return sessions.forget(request.session);
    case 'colours':
      sessions.colours = request.colours;
      return ok(null);
    case 'guard':
      client.guard = request;
      return ok(null);
    case 'unguard':
      client.guard = undefined;
      return ok(null);
    case 'shutdown':
      return shutdown(host, request);
    default:
      return unreachable(request);
  }
}

function find({ env }: Host, request: Ask<'find'>): Result<null, Refusal> {
  const found = findProgram({ ...request, env: programEnvironment(env, request.env) });
  return found.ok ? ok(null) : refused(found.failure);
}

function view(host: Host, client: Client, { panes }: Ask<'view'>): Result<null, Refusal> {
  client.view(panes, (id) => host.sessions.get(id));
  host.fit(client);
  return ok(null);
}

function press({ sessions }: Host, request: Ask<'press'>): Result<boolean, Refusal> {
  const session = sessions.get(request.session);
  if (!session) return usage(`there is no session ${request.session}`);
  // Its screen stays and would take keys for ever.
  if (!session.running) return refused(`${request.session} has ended`);
  return ok(session.press(request));
}

function signal({ sessions }: Host, request: Ask<'signal'>): Result<null, Refusal> {
  const session = sessions.get(request.session);
  if (!session) return usage(`there is no session ${request.session}`);
  return session.signal(request.signal)
    ? ok(null)
    : refused(
        `${request.session} runs as another user, and can only be ended from inside`,
      );
}

async function shutdown(
  host: Host,
  { force }: Ask<'shutdown'>,
): Promise<Result<null, Refusal>> {
  const running = host.sessions.running().map(({ id }) => id);
  if (running.length > 0 && !force)
    return refused(`programs still run in ${running.join(', ')}; end them, or use force`);
  host.clients.tell({ type: 'ending' });
  await host.hangUp();
  // After the answer has gone out: replies are written in the microtask that follows.
  setImmediate(() => void host.close());
  return ok(null);
}
