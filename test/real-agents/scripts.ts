/** What scripted models say. */
import {
  HANGS_UP,
  type Asked,
  type Block,
  type Conversation,
  type Script,
} from './model-server.js';

export function say(text: string): Block {
  return { type: 'text', text };
}

export function call(name: string, input: Readonly<Record<string, unknown>>): Block {
  return { type: 'tool_use', name, input };
}

/** Says nothing. */
export const forever: Script = () => new Promise(() => {});

/** Calls once, and is done. */
export function once(block: Block): Script {
  return ({ calls }) => (calls.length === 0 ? [block] : [say('All done.')]);
}

export function saying(text: string): Script {
  return () => [say(text)];
}

export function failing(status: number, error: string): Script {
  return () => ({ status, error });
}

export const hangingUp: Script = () => HANGS_UP;

/** A call of Codex that makes a file. */
export function patch(path: string, line: string): Block {
  const input = `*** Begin Patch\n*** Add File: ${path}\n+${line}\n*** End Patch\n`;
  return { type: 'text_tool_use', name: 'apply_patch', input };
}

/** What Codex's sandbox forbids. */
export function unsandboxed(cmd: string, justification: string): Block {
  const sandbox_permissions = 'require_escalated';
  return call('exec_command', { cmd, sandbox_permissions, justification });
}

/** How many calls of a tool came to an end. */
export function finished({ calls }: Conversation, name: string): number {
  return calls.filter((one) => one.name === name && one.result !== undefined).length;
}

/** Where its first message has it work. */
export function worktreeOf({ said }: Conversation): string {
  return /Your worktree is (\S+)/.exec(said)?.[1] ?? '';
}

/** Where Gemini CLI wants its plans, which stands in what it says of its tools. */
export function plansFolder({ sent }: Asked): string {
  return /plans directory: (\S+?)\/?\. You/.exec(sent)?.[1] ?? '';
}

/** The text of a signal that A is done. */
export function signal(file: string): string {
  const done = { workstream: 'A', status: 'complete', validation_passed: true };
  return JSON.stringify({ ...done, files_created: [file] });
}

/** Says something at first, and something else once it is told to go on. */
export const answers: Script = ({ said }) =>
  said.includes('Go on') ? [say('Here again.')] : [say('First words.')];
