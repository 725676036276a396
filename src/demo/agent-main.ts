/**
 * The program in a pane of the demonstration: `agent-main.js TASKS.json`. What a wtmux
 * appends to an agent's command line (a prompt) is not read: the task says more.
 */
import { assignment } from './task.js';
import { runAgent } from './run.js';

void main();

async function main(): Promise<never> {
  const [file = ''] = process.argv.slice(2);
  const worktree = process.cwd();
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    process.stderr.write('The demo agent needs a terminal; `wtmux demo` gives it one\n');
    process.exit(2);
  }
  await runAgent(await assignment(file, worktree), worktree, {
    input: process.stdin,
    output: process.stdout,
  });
  process.exit(0);
}
