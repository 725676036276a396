import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkstreamId } from '../../domain/ids.js';
import { attachConsole } from '../attach-console.js';
import type { EngineClient } from '../client.js';
import type { Command } from '../command.js';
import { Complaint } from '../complaint.js';
import { whyNoConsoleHere } from '../no-console.js';
import { onStartedEngine } from '../engine-of.js';
import { askAboutHooks } from '../hook-consent.js';
import { tellLeftOut } from '../left-out-agents.js';

/** Most agents are started within 100 ms, and a person waits for the first one. */
const ASK_AGAIN_MS = 20;

export const newWorkstream: Command = {
  name: 'new',
  usage: '<name> [command...]',
  summary: 'Start one agent on a branch and worktree of its own',
  options: [
    { flags: '--agent <name>', help: 'which agent; default: the one of your settings' },
    { flags: '--prompt <text>', help: 'what it is to do; default: the name' },
    { flags: '--detach', help: 'do not open the console' },
  ],
  examples: [
    ['new "fix the login bug"', 'start your agent on it and open the console'],
    ['new spike --agent codex --detach', 'start another agent in the background'],
    ['new tests -- npm test -- --watch', 'run a command line in place of an agent'],
  ],

  async run(context, { argument, rest, afterDashes, flag, value }) {
    const name = argument(0);
    if (afterDashes.length > rest.length)
      throw new Complaint(
        `say a name before --: wtmux new NAME -- ${afterDashes.join(' ')}`,
        2,
      );
    if (rest.length === 0) {
      await tellLeftOut(context, [value('agent')]);
      await askAboutHooks(context, [value('agent')]);
    }
    const workstream = await onStartedEngine(context, started);
    context.output.note(`${workstream}: started`);
    if (flag('detach') || (await whyNoConsoleHere(context)) !== undefined) return 0;
    return attachConsole(context, { focus: workstream });

    async function started(engine: EngineClient) {
      const answer = await engine.ask({
        type: 'new',
        name,
        agent: value('agent') ?? null,
        prompt: value('prompt') ?? (rest.length > 0 ? '' : name),
        command: rest,
      });
      await begun(engine, answer.workstream);
      return answer.workstream;
    }
  },
};

/** Waits until its program runs. Throws a `Complaint` when it cannot be started. */
async function begun(engine: EngineClient, id: WorkstreamId): Promise<void> {
  for (;;) {
    const { workstreams } = await engine.ask({ type: 'status' });
    const workstream = workstreams.find((one) => one.id === id);
    if (workstream?.state === 'failed' && workstream.session === null)
      throw new Complaint(`${id}: ${workstream.waitsFor ?? 'it cannot be started'}`);
    if (workstream?.state !== 'starting' || workstream.session !== null) return;
    await sleep(ASK_AGAIN_MS);
  }
}
