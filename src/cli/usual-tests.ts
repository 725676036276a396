/** The command by which the project in a folder is usually tested; undefined when unknown. */
import { join } from 'node:path';
import { readStart } from '../config/text-file.js';

/** Manifests have some kilobytes; what is larger is not looked into. */
const MAX_BYTES = 256 * 1024;

const signs: readonly (readonly [file: string, holds: RegExp, command: string])[] = [
  ['package.json', /"test"\s*:\s*"(?!echo \\"Error)/, 'npm test'],
  ['Cargo.toml', /./, 'cargo test'],
  ['go.mod', /./, 'go test ./...'],
  ['pytest.ini', /(?:)/, 'pytest'],
  ['pyproject.toml', /\bpytest\b/, 'pytest'],
  ['Makefile', /^test:/m, 'make test'],
];

export async function usualTests(folder: string): Promise<string | undefined> {
  for (const [file, holds, command] of signs) {
    const read = await readStart(join(folder, file), MAX_BYTES);
    if (read && holds.test(read.text)) return command;
  }
  return undefined;
}
