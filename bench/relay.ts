/**
 * The least that a host and a console in processes of their own can be: bytes from the
 * terminal in front go through two of Node's processes to a program's pty, and back, and
 * nobody looks at them. What a key takes through it is a floor for the one of wtmux.
 *
 * `relay.js near SCRIPT BESIDE...` holds the terminal, and starts `relay.js far` with the
 * programs. What those beside print is read and thrown away.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readIntoOne } from '../src/connection/one-buffer.js';
import { keyboard } from '../src/console/keyboard.js';
import { startPty, type Pty } from '../src/pty/pty.js';

const [end = '', ...rest] = process.argv.slice(2);
if (end === 'near') near(rest);
else far(rest);

function near(scripts: readonly string[]): void {
  const path = join(mkdtempSync(join(tmpdir(), 'wtmux-bench-relay-')), 'socket');
  const server = createServer((accepted) => {
    server.close();
    rmSync(dirname(path), { recursive: true, force: true });
    // All bytes are the reader's again when it is told what came.
    const socket = readIntoOne(accepted, (bytes) =>
      process.stdout.write(Buffer.from(bytes)),
    );
    keyboard()
      .setRawMode(true)
      .on('data', (bytes: Buffer) => socket.write(Buffer.from(bytes)));
  });
  server.listen(path, () => {
    const [, program = ''] = process.argv;
    spawn(process.execPath, [program, 'far', path, ...scripts], { stdio: 'ignore' });
  });
}

function far([path = '', focused = '', ...beside]: readonly string[]): void {
  const connection = createConnection(path, () => relayed(connection, focused, beside));
}

function relayed(connection: Socket, focused: string, beside: readonly string[]): void {
  const socket = readIntoOne(connection, (bytes) => pty.write(bytes));
  const pty = run(focused, (bytes) => socket.write(Buffer.from(bytes)));
  const others = beside.map((script) => run(script, () => {}));
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    for (const one of [...others, pty]) one.kill('SIGKILL');
    process.exit();
  });
}

function run(script: string, onData: (bytes: Buffer) => void): Pty {
  const pty = startPty({
    command: ['sh', '-c', script],
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8' },
    size: { columns: 160, rows: 50 },
    onData,
    onExit: () => process.exit(),
  });
  if (!pty.ok) throw new Error(pty.failure);
  return pty.value;
}
