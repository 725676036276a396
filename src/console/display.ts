/** The screen of the terminal in front. */
import { writerOf } from '../connection/write-now.js';
import type { OuterStreams } from './outer-terminal.js';

/** Like `process.stdout`, but written by its descriptor, which costs a key less. */
export function display(): OuterStreams['stdout'] {
  const { stdout } = process;
  const emitter: NodeJS.EventEmitter = stdout;
  const write = writerOf(stdout, stdout.fd);
  return {
    fd: stdout.fd,
    get columns() {
      return stdout.columns;
    },
    get rows() {
      return stdout.rows;
    },
    write: (text) => write(Buffer.from(text)),
    on: (...listened) => emitter.on(...listened),
    off: (...listened) => emitter.off(...listened),
  };
}
