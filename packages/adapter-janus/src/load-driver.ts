import { lazyPart, type LazyPart } from '@jackfield/core/adapter';
import type * as parts from './driver.ts';

/** What calls are made of, loaded when there is time. */
export const driverParts: LazyPart<typeof parts> = lazyPart('janus', () => import('./driver.ts'));
