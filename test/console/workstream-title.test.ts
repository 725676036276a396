import { expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { workstreamTitle } from '../../src/console/workstream-title.js';

it.each([
  ['TD2', 'Config management', 'TD2 Config management'],
  ['s1', 's1', 's1'],
  ['fix-the-login-bug', 'Fix the login bug!', 'fix-the-login-bug'],
  ['x', '\u001B[31mred', 'x \uFFFD[31mred'],
])('titles %s named %j as %j', (id, name, title) => {
  expect(workstreamTitle({ id: workstreamId(id), name })).toBe(title);
});
