/**
 * Four of the five ways in which people have worked by hand as wtmux works: how many did
 * what side by side, and for how long. Where nobody wrote down how long, all take the same.
 */
import type { Staged } from './staged.js';

/** By itself each takes between three quarters of a minute and two, at speed 1. */
export const stagedDemos: readonly Staged[] = [
  {
    name: 'phases',
    summary: 'eight workstreams in four phases',
    title: 'From tables to pages: eight workstreams in four phases.',
    unitMs: 1100,
    stages: [
      {
        name: 'foundation',
        parts: [
          {
            id: 'WS-1',
            name: 'Database migration',
            role: 'database-engineer',
            prompt: 'Add the tables that the services stand on.',
            module: 'migration',
            minutes: 25,
          },
        ],
      },
      {
        name: 'services',
        parts: [
          {
            id: 'WS-2',
            name: 'Table context service',
            role: 'backend-engineer',
            prompt: 'Give the context of a table to whoever asks.',
            module: 'table_context',
            minutes: 25,
          },
          {
            id: 'WS-3',
            name: 'Rating slip service',
            role: 'backend-engineer',
            prompt: 'Open, change and close rating slips.',
            module: 'rating_slip',
            minutes: 25,
          },
          {
            id: 'WS-6A',
            name: 'Unit tests',
            role: 'test-engineer',
            prompt: 'Test the rules of both services.',
            module: 'unit_cases',
            minutes: 25,
          },
          {
            id: 'WS-6B',
            name: 'Integration tests',
            role: 'test-engineer',
            prompt: 'Test both services on the real tables.',
            module: 'integration_cases',
            minutes: 25,
          },
        ],
      },
      {
        name: 'transport',
        parts: [
          {
            id: 'WS-4',
            name: 'Route handlers',
            role: 'api-engineer',
            prompt: 'Offer the services to browsers.',
            module: 'routes',
            minutes: 25,
          },
        ],
      },
      {
        name: 'frontend',
        parts: [
          {
            id: 'WS-5',
            name: 'Query hooks',
            role: 'frontend-engineer',
            prompt: 'Ask the routes and keep the answers.',
            module: 'hooks',
            minutes: 25,
          },
          {
            id: 'WS-6C',
            name: 'End-to-end tests',
            role: 'test-engineer',
            prompt: 'Walk through the pages as a user would.',
            module: 'end_to_end_cases',
            minutes: 25,
          },
        ],
      },
    ],
  },
  {
    name: 'feature',
    summary: 'one feature on three sides at once, designed before and verified after',
    title: 'A profile page: designed, built on three sides at once, verified.',
    unitMs: 1200,
    byHand: {
      unit: 'minutes',
      sequential: 180,
      parallel: 80,
      remark:
        'their 180 hold 5 for putting the parts together, which their 80 leave out; with them it is 2.12',
    },
    stages: [
      {
        name: 'design',
        parts: [
          {
            id: 'PLAN',
            name: 'Design',
            role: 'orchestrator',
            prompt: 'Agree on the interfaces of all three sides.',
            module: 'contract',
            minutes: 5,
          },
        ],
      },
      {
        name: 'build',
        parts: [
          {
            id: 'FRONTEND',
            name: 'Profile page',
            role: 'frontend-developer',
            prompt: 'Show a profile and let its owner change it.',
            module: 'profile_page',
            minutes: 45,
          },
          {
            id: 'BACKEND',
            name: 'Profile service',
            role: 'backend-developer',
            prompt: 'Keep profiles and check what comes in.',
            module: 'profile_service',
            minutes: 60,
          },
          {
            id: 'E2E',
            name: 'End-to-end tests',
            role: 'test-engineer',
            prompt: 'Test what a user sees of a profile.',
            module: 'profile_cases',
            minutes: 50,
          },
        ],
      },
      {
        name: 'verification',
        parts: [
          {
            id: 'VERIFY',
            name: 'Verification',
            role: 'integration-engineer',
            prompt: 'Verify that the three sides fit together.',
            module: 'verification',
            minutes: 15,
          },
        ],
      },
    ],
  },
  {
    name: 'domains',
    summary: 'three domains of one change',
    title: 'One change in three domains, which share no file.',
    unitMs: 1500,
    byHand: { unit: 'minutes', sequential: 70, parallel: 30 },
    stages: [
      {
        name: 'domains',
        parts: [
          {
            id: 'backend',
            name: 'Backend',
            role: 'backend',
            prompt: 'Change the service.',
            module: 'service',
            minutes: 30,
          },
          {
            id: 'frontend',
            name: 'Frontend',
            role: 'frontend',
            prompt: 'Change the pages.',
            module: 'pages',
            minutes: 25,
          },
          {
            id: 'database',
            name: 'Database',
            role: 'database',
            prompt: 'Change the tables.',
            module: 'tables',
            minutes: 15,
          },
        ],
      },
    ],
  },
  {
    name: 'tasks',
    summary: 'three tasks from the tracker at once',
    title: 'Three tasks from the tracker, all at once.',
    unitMs: 3000,
    byHand: {
      unit: 'minutes',
      sequential: 300,
      parallel: 20,
      remark:
        'their 300 were guessed for one person; three agents of 20 minutes each are 3 times as fast at most',
    },
    stages: [
      {
        name: 'tracker',
        parts: [
          {
            id: 'BAC-124',
            name: 'Model routing',
            role: 'backend-developer',
            prompt: 'Mend how requests find their model.',
            module: 'model_routing',
            minutes: 20,
          },
          {
            id: 'BAC-117',
            name: 'Delivery pipeline',
            role: 'deployment-engineer',
            prompt: 'Design how changes are delivered.',
            module: 'delivery',
            minutes: 20,
          },
          {
            id: 'BAC-125',
            name: 'Project structure',
            role: 'architect',
            prompt: 'Analyze how the project is laid out.',
            module: 'structure',
            minutes: 20,
          },
        ],
      },
    ],
  },
];
