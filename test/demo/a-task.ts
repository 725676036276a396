import type { DemoTask } from '../../src/demo/task.js';

/** A task of two steps. */
export function aTask(): DemoTask {
  return {
    id: 'TD2',
    name: 'Config management',
    branch: 'workstream/config-management',
    units: 2,
    steps: [
      {
        title: 'One Config class',
        changes: [
          { path: 'src/config.py', how: 'write', text: 'one\ntwo\n' },
          { path: 'src/log.py', how: 'append', text: 'three\n' },
        ],
      },
      {
        title: 'Test the limits',
        changes: [{ path: 'tests/test_config.py', how: 'write', text: 'four\n' }],
      },
    ],
  };
}
