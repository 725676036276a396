import type { Paths } from '../../config/paths.js';
import type { SessionId } from '../../domain/ids.js';
import { HOOK_SESSION, HOOK_SOCKET, HOOK_SPOOL } from '../../protocol/hook.js';

/** By these variables the hooks of a session's agent find the engine. */
export function hookEnvironment(
  { paths }: { readonly paths: Paths },
  session: SessionId,
): Readonly<Record<string, string>> {
  return {
    [HOOK_SESSION]: session,
    [HOOK_SOCKET]: paths.hookSocket,
    [HOOK_SPOOL]: paths.spool,
  };
}
