/**
 * Runs a demo agent on a terminal: keys and deeds become events, effects become deeds,
 * and the screen follows. It resolves when the agent left.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadStream, WriteStream } from 'node:tty';
import { unreachable } from '../base/assert.js';
import { born, step, type Agent, type AgentEvent, type Effect } from './agent.js';
import { SPINNER_FRAME_MS } from './draw.js';
import { keys } from './keys.js';
import { schedule, type Moment } from './schedule.js';
import type { Assignment } from './task.js';
import { AgentScreen } from './terminal.js';
import { Work } from './work.js';

/** The share of its time that an agent plans for; the rest is work. */
const PLANNING_SHARE = 0.03;

const BRACKETED_PASTE_ON = '\u001b[?2004h';
const BRACKETED_PASTE_OFF = '\u001b[?2004l';

type Streams = { readonly input: ReadStream; readonly output: WriteStream };

export async function runAgent(
  assigned: Assignment,
  worktree: string,
  streams: Streams,
): Promise<void> {
  using running = new RunningAgent(assigned, new Work(assigned.task, worktree), streams);
  await running.left;
}

class RunningAgent implements Disposable {
  readonly left: Promise<void>;
  readonly #totalMs: number;
  readonly #work: Work;
  readonly #streams: Streams;
  readonly #screen: AgentScreen;
  #agent: Agent;
  #pending = '';
  #spinner: NodeJS.Timeout | undefined;
  #leave: () => void = () => {};
  #break: (error: unknown) => void = () => {};

  constructor({ task, totalMs }: Assignment, work: Work, streams: Streams) {
    this.#totalMs = totalMs;
    this.#work = work;
    this.#streams = streams;
    this.#agent = born(task);
    this.#screen = new AgentScreen((text) => streams.output.write(text));
    this.left = new Promise((resolve, reject) => {
      this.#leave = resolve;
      this.#break = reject;
    });

    const { input, output } = streams;
    input.setRawMode(true).setEncoding('utf8').on('data', this.#typed);
    output.on('resize', this.#resized).write(BRACKETED_PASTE_ON);
    this.#draw();
    this.#perform({ type: 'writePlan' });
  }

  [Symbol.dispose](): void {
    clearInterval(this.#spinner);
    const { input, output } = this.#streams;
    output.off('resize', this.#resized).write(`${BRACKETED_PASTE_OFF}\r\n`);
    input.off('data', this.#typed).setRawMode(false).pause();
  }

  readonly #typed = (chunk: string): void => {
    const [pressed, rest] = keys(this.#pending + chunk);
    this.#pending = rest;
    const at = Date.now();
    this.#happen(pressed.map((key) => ({ type: 'key', key, at })));
  };

  readonly #resized = (): void => {
    this.#screen.forget();
    this.#draw();
  };

  #happen(events: readonly AgentEvent[]): void {
    for (const event of events) {
      const [next, effects] = step(this.#agent, event);
      this.#agent = next;
      effects.forEach((effect) => this.#perform(effect));
    }
    this.#draw();
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'writePlan':
        this.#plan().catch(this.#break);
        return;
      case 'work':
        this.#labour().catch(this.#break);
        return;
      case 'exit':
        this.#leave();
        return;
      default:
        unreachable(effect);
    }
  }

  async #plan(): Promise<void> {
    await sleep(this.#totalMs * PLANNING_SHARE);
    await this.#work.writePlan(this.#agent.feedback);
    this.#happen([{ type: 'planWritten' }]);
  }

  async #labour(): Promise<void> {
    const totalMs = this.#totalMs * (1 - PLANNING_SHARE);
    const start = performance.now();
    for (const moment of schedule(this.#agent.task.steps, totalMs)) {
      await sleep(Math.max(0, start + moment.at - performance.now()));
      await this.#do(moment, Math.floor((moment.at / totalMs) * 100));
    }
    await sleep(Math.max(0, start + totalMs - performance.now()));
    const done = this.#agent.task.steps.length;
    await this.#work.report({ done, percent: 100, status: 'done, ready for review' });
    await this.#work.signal();
    this.#happen([{ type: 'finished' }]);
  }

  async #do(moment: Moment, percent: number): Promise<void> {
    if (moment.type === 'commit') {
      const { step: done, message, paths } = moment;
      await this.#work.commit(paths, message);
      await this.#work.report({ done: done + 1, percent, status: message });
      this.#happen([did(message, [`● Commit`, `  └  ${message}`])]);
      return;
    }
    const { change, step: done } = moment;
    await this.#work.change(change);
    await this.#work.report({ done, percent, status: `editing ${change.path}` });
    const lines = change.text.split('\n').length - 1;
    const said = [`● Update(${change.path})`, `  └  ${lines} lines written`];
    this.#happen([did(`Editing ${change.path}`, said)]);
  }

  #draw(): void {
    const { columns, rows } = this.#streams.output;
    this.#screen.draw(this.#agent, { columns, rows }, Date.now());
    const busy = ['planning', 'working'].includes(this.#agent.phase.type);
    if (busy) {
      this.#spinner ??= setInterval(() => this.#draw(), SPINNER_FRAME_MS);
    } else {
      clearInterval(this.#spinner);
      this.#spinner = undefined;
    }
  }
}

function did(doing: string, said: readonly string[]): AgentEvent {
  return { type: 'did', doing, said };
}
