import { factSaboteurs, type FactSaboteurName } from './facts.ts';
import { lifecycleSaboteurs, type LifecycleSaboteurName } from './lifecycle.ts';
import { claimSaboteurs, type ClaimSaboteurName } from './claims.ts';
import { ownMediaSaboteurs, type OwnMediaSaboteurName } from './own-media.ts';
import { remoteMediaSaboteurs, type RemoteMediaSaboteurName } from './remote-media.ts';
import { traceSaboteurs, type TraceSaboteurName } from './traces.ts';
import { whichOfTwoSaboteurs, type WhichOfTwoSaboteurName } from './which-of-two.ts';
import type { Saboteur } from './saboteur.ts';

/** The saboteurs by name. */
export type SaboteurName =
  | LifecycleSaboteurName
  | FactSaboteurName
  | OwnMediaSaboteurName
  | RemoteMediaSaboteurName
  | ClaimSaboteurName
  | TraceSaboteurName
  | WhichOfTwoSaboteurName;

/** All of them: every clause that names one must fail on it. */
export const saboteurs: Readonly<Record<SaboteurName, Saboteur>> = {
  ...lifecycleSaboteurs,
  ...factSaboteurs,
  ...ownMediaSaboteurs,
  ...remoteMediaSaboteurs,
  ...claimSaboteurs,
  ...traceSaboteurs,
  ...whichOfTwoSaboteurs,
};
