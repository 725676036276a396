import { userInfo } from 'node:os';

/** Who is to be recorded as having decided something. */
export function person(env: Readonly<Record<string, string | undefined>>): string {
  return env['USER'] || userInfo().username;
}
