/** Says whose own file has faults, of the agents that are about to be started. */
import { basename } from 'node:path';
import { problemLine } from '../formats/problem.js';
import { agentNames, ownFiles } from './agents-of.js';
import type { Context } from './command.js';

/** Undefined for the usual one. */
export async function tellLeftOut(
  { env, output }: Pick<Context, 'env' | 'output'>,
  names: readonly (string | undefined)[],
): Promise<void> {
  const faulty = (await ownFiles(env)).flatMap(({ file, read }) =>
    read.ok ? [] : [{ name: basename(file, '.yaml'), problems: read.failure }],
  );
  if (faulty.length === 0) return;
  const started = await agentNames(env, names);
  for (const { name, problems } of faulty) {
    if (!started.has(name)) continue;
    for (const problem of problems) output.note(problemLine(problem));
    output.note(`your file for the agent ${name} is left out until that is mended`);
  }
}
