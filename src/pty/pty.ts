/**
 * A program in a pseudo-terminal that is its controlling terminal: bytes out, bytes in,
 * its size, its signals and its end. What the bytes mean is not known here.
 */
import { closeSync } from 'node:fs';
import { constants } from 'node:os';
import { fail, ok, type Result } from '../base/result.js';
import type { Size } from '../domain/session.js';
import { isCode } from './error-code.js';
import { native, spawnHelper } from './native.js';
import { findProgram, type Program } from './program.js';
import { Reader } from './reader.js';
import { Writer } from './writer.js';

export type PtyOptions = Program & {
  readonly size: Size;
  /** Output, in pieces as the kernel gives it. The bytes are valid until the call returns. */
  readonly onData: (bytes: Buffer) => void;
  /** Called once, after the last `onData`. */
  readonly onExit: (exit: Exit) => void;
};

export type Exit = {
  /** The exit status, or undefined when a signal ended the program. */
  readonly code: number | undefined;
  /** Its name, or its number where it has none. */
  readonly signal: string | undefined;
};

/** Starts a program, or says in one line why it cannot be started. */
export function startPty(options: PtyOptions): Result<Pty, string> {
  const file = findProgram(options);
  if (!file.ok) return file;
  try {
    return ok(new Pty(file.value, options));
  } catch (error) {
    // No more ptys, processes or descriptors: the native call says only that it failed.
    const why = error instanceof Error ? error.message : String(error);
    return fail(`cannot start ${options.command[0]}: ${why}`);
  }
}

export class Pty {
  readonly pid: number;
  readonly #fd: number;
  /** Undefined only when the constructor throws; the program may end after that. */
  readonly #reader: Reader | undefined;
  readonly #writer: Writer;
  readonly #onExit: (exit: Exit) => void;
  #running = true;

  constructor(file: string, { command, cwd, env, size, onData, onExit }: PtyOptions) {
    const { fd, pid, pty } = native().fork(
      file,
      command.slice(1),
      Object.entries({ ...env, PWD: cwd }).map(([name, value]) => `${name}=${value}`),
      cwd,
      size.columns,
      size.rows,
      -1,
      -1,
      true,
      spawnHelper(),
      (code, signal) => this.#exited(code, signal),
    );
    this.pid = pid;
    this.#fd = fd;
    this.#onExit = onExit;
    this.#writer = new Writer(fd);
    try {
      this.#reader = new Reader(fd, pty, onData);
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  /** Bytes as if typed. False when they are dropped because the program does not read. */
  write(bytes: Buffer): boolean {
    return this.#writer.write(bytes);
  }

  /** Whether no output should come for now. The last words come nevertheless. */
  hold(on: boolean): void {
    this.#reader?.hold(on);
  }

  /** Tells the program its size; also when it is the same, which makes many redraw. */
  resize({ columns, rows }: Size): void {
    if (this.#running) native().resize(this.#fd, columns, rows, 0, 0);
  }

  /**
   * Signals the program's process group; nothing happens when it has ended. False when it
   * runs as another user, as under sudo: it is told by the end of its terminal alone.
   */
  kill(signal: NodeJS.Signals): boolean {
    if (!this.#running) return true;
    // A program that has just been forked is not yet the leader of a group of its own.
    const told = signalled(-this.pid, signal);
    return (told === 'gone' ? signalled(this.pid, signal) : told) !== 'forbidden';
  }

  #exited(code: number, signal: number): void {
    this.#running = false;
    this.#writer.close();
    this.#reader?.finish();
    this.#onExit(
      signal === 0
        ? { code, signal: undefined }
        : { code: undefined, signal: signalName(signal) },
    );
  }
}

/** `gone`: there is no such process or group; it ended, and its exit is about to be told. */
function signalled(pid: number, signal: NodeJS.Signals): 'told' | 'gone' | 'forbidden' {
  try {
    process.kill(pid, signal);
    return 'told';
  } catch (error) {
    if (isCode(error, 'ESRCH')) return 'gone';
    if (isCode(error, 'EPERM')) return 'forbidden';
    throw error;
  }
}

function signalName(signal: number): string {
  const known = Object.entries(constants.signals).find(([, number]) => number === signal);
  return known ? known[0] : String(signal);
}
