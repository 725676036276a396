import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether it could be started: by its name, or as the path that it is. */
export function isOnPath(program: string, env: Environment): boolean {
  if (program.includes('/')) return isProgram(program);
  return (env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => folder !== '' && isProgram(join(folder, program)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
