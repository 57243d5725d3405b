import { factSaboteurs, type FactSaboteurName } from './saboteurs/facts.ts';
import { lifecycleSaboteurs, type LifecycleSaboteurName } from './saboteurs/lifecycle.ts';
import { mediaSaboteurs, type MediaSaboteurName } from './saboteurs/media.ts';
import type { Saboteur } from './saboteurs/saboteur.ts';

/** The saboteurs by name. */
export type SaboteurName = LifecycleSaboteurName | FactSaboteurName | MediaSaboteurName;

/** All of them: every clause that names one must fail on it. */
export const saboteurs: Readonly<Record<SaboteurName, Saboteur>> = {
  ...lifecycleSaboteurs,
  ...factSaboteurs,
  ...mediaSaboteurs,
};
