/**
 * The least that a host and a console in processes of their own can be: bytes from the
 * terminal in front go through two of Node's processes to a program's pty, and back, and
 * nobody looks at them. What a key takes through it is a floor for the one of wtmux.
 *
 * `relay.js SCRIPT` holds the terminal, and starts `relay.js SCRIPT SOCKET` with the program.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startPty } from '../src/pty/pty.js';

const [script = '', socketPath] = process.argv.slice(2);
if (socketPath === undefined) near();
else far(socketPath);

function near(): void {
  const path = join(mkdtempSync(join(tmpdir(), 'wtmux-bench-relay-')), 'socket');
  const server = createServer((socket) => {
    server.close();
    rmSync(dirname(path), { recursive: true, force: true });
    process.stdin.setRawMode(true);
    process.stdin.on('data', (bytes) => socket.write(bytes));
    socket.on('data', (bytes) => process.stdout.write(bytes));
  });
  server.listen(path, () => {
    const [, program = ''] = process.argv;
    spawn(process.execPath, [program, script, path], { stdio: 'ignore' });
  });
}

function far(path: string): void {
  const socket = createConnection(path);
  socket.setNoDelay(true);
  const pty = startPty({
    command: ['sh', '-c', script],
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8' },
    size: { columns: 160, rows: 50 },
    // The bytes are the pty's again when this returns.
    onData: (bytes) => socket.write(Buffer.from(bytes)),
    onExit: () => process.exit(),
  });
  if (!pty.ok) throw new Error(pty.failure);
  socket.on('data', (bytes) => pty.value.write(bytes));
  socket.on('error', () => socket.destroy());
  socket.on('close', () => pty.value.kill('SIGKILL'));
}
