/** All measurements by the name that picks them. */
import type { Measurement } from './measurement.js';
import { echo, flood } from './measures/echo.js';
import { chrome } from './measures/chrome.js';
import { idle } from './measures/idle.js';
import { memory } from './measures/memory.js';
import { stall } from './measures/stall.js';
import { firstPaint } from './measures/start.js';
import { scheduler } from './measures/scheduler.js';
import { throughput } from './measures/throughput.js';
import { waves } from './measures/waves.js';

export const measurements = {
  throughput,
  echo,
  flood,
  stall,
  idle,
  memory,
  firstPaint,
  chrome,
  scheduler,
  waves,
} as const satisfies Readonly<Record<string, Measurement>>;
