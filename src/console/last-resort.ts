/**
 * Gives the terminal back when the console could not: killed by a signal that nobody can
 * catch, it would leave it raw, on the wrong screen and telling the mouse. A shell waits at
 * a pipe that ends with the console, whatever ends that. It is no part of the terminal's
 * session, so that no signal from there reaches it.
 */
import { spawn, type ChildProcess } from 'node:child_process';

/**
 * A word at the pipe says that there is nothing left to do. A shell with jobs has modes of
 * its own once it has the terminal back, as from a console that was stopped before it was
 * killed: then another group of processes is in front than that of the console was. The
 * screen comes back last, so that what is typed from then on is read as it should be.
 */
const SCRIPT = `exec 3>&1
own=$(ps -o pgid= -p $PPID)
read -r word && exit
front=$(ps -o tpgid= -t "$(tty <&3)" | head -n 1)
[ -n "$own" ] && [ -n "$front" ] && [ "$own" -ne "$front" ] || stty sane <&1
printf %s "$1"`;

/** It would delay the first pictures. */
const START_MS = 500;

export class LastResort implements Disposable {
  readonly #starting: NodeJS.Timeout;
  #shell: ChildProcess | undefined;
  readonly #over = () => this.#shell?.stdin?.end('over\n');

  /** `fd` is of the terminal, and `leave` what it is told then. */
  constructor(fd: number, leave: string) {
    this.#starting = setTimeout(() => this.#start(fd, leave), START_MS);
    process.on('exit', this.#over);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#starting);
    process.off('exit', this.#over);
    this.#over();
  }

  #start(fd: number, leave: string): void {
    const shell = spawn('/bin/sh', ['-c', SCRIPT, 'wtmux', leave], {
      cwd: '/',
      detached: true,
      stdio: ['pipe', fd, 'ignore'],
    });
    // Without a shell the terminal stays as a kill leaves it.
    shell.on('error', () => {});
    shell.stdin?.on('error', () => {});
    shell.unref();
    this.#shell = shell;
  }
}
