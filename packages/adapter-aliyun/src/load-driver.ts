import { lazyPart, type LazyPart } from '@jackfield/core/adapter';
import type * as parts from './driver-parts.ts';

/** What calls are made of. */
export type DriverParts = typeof parts;

/** That, loaded when there is time. */
export const driverParts: LazyPart<DriverParts> = lazyPart('aliyun', () => import('./driver-parts.ts'));
