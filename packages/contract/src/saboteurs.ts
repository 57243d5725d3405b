import { factSaboteurs, type FactSaboteurName } from './saboteurs/facts.ts';
import { lifecycleSaboteurs, type LifecycleSaboteurName } from './saboteurs/lifecycle.ts';
import { claimSaboteurs, type ClaimSaboteurName } from './saboteurs/claims.ts';
import { ownMediaSaboteurs, type OwnMediaSaboteurName } from './saboteurs/own-media.ts';
import { remoteMediaSaboteurs, type RemoteMediaSaboteurName } from './saboteurs/remote-media.ts';
import type { Saboteur } from './saboteurs/saboteur.ts';

/** The saboteurs by name. */
export type SaboteurName =
  | LifecycleSaboteurName
  | FactSaboteurName
  | OwnMediaSaboteurName
  | RemoteMediaSaboteurName
  | ClaimSaboteurName;

/** All of them: every clause that names one must fail on it. */
export const saboteurs: Readonly<Record<SaboteurName, Saboteur>> = {
  ...lifecycleSaboteurs,
  ...factSaboteurs,
  ...ownMediaSaboteurs,
  ...remoteMediaSaboteurs,
  ...claimSaboteurs,
};
