/** Words for writing down what a demo agent does. */
import type { Change, DemoStep } from './task.js';

export function step(title: string, changes: readonly Change[]): DemoStep {
  return { title, changes };
}

export function write(path: string, text: string): Change {
  return { path, how: 'write', text };
}

export function append(path: string, text: string): Change {
  return { path, how: 'append', text };
}

export function test(module: string, text: string): Change {
  return write(`tests/test_${module}.py`, text);
}
