import type { LiveItem } from '../item.ts';
import { admission } from './admission.ts';
import { beyond } from './beyond.ts';
import { privacy } from './privacy.ts';
import { trouble } from './trouble.ts';
import { walkthrough } from './walkthrough.ts';

/** The whole checklist, in its order. */
export const items: readonly LiveItem[] = [...admission, ...walkthrough, ...beyond, ...trouble, ...privacy];
