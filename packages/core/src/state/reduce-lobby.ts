import type { LocalSourceState } from '../model/local-source-state.ts';
import type { Fact, Facts } from './fact.ts';
import { FieldChange } from './field-change.ts';
import type { MachineState } from './machine-state.ts';

/** The facts that there are without anybody else in the room, and without the code for calls. */
export type LobbyFactName =
  | 'joinStarted'
  | 'joinFailed'
  | 'leaveStarted'
  | 'callEnded'
  | 'localChanged'
  | 'playbackChanged'
  | 'screenShareEnded'
  | 'speakerChanged'
  | 'warning';

type LobbyHandlers = {
  readonly [Name in LobbyFactName]: (change: FieldChange, data: Facts[Name]) => void;
};

/** The rules for what each of them changes. */
export const lobbyHandlers: LobbyHandlers = {
  joinStarted(change, self) {
    change.assign({ self });
    change.setSession({ status: 'joining' });
  },
  joinFailed(change) {
    change.setSession({ status: 'idle' });
  },
  leaveStarted(change) {
    change.setSession({ status: 'leaving' });
  },
  callEnded(change, { reason, error }) {
    change.setSession({ status: 'ended', reason, error });
  },
  localChanged(change, state) {
    setLocal(change, { ...state, publication: change.fields.local[state.source].publication });
  },
  screenShareEnded(change, data) {
    change.emit('screen-share-ended', data);
  },
  playbackChanged(change, { blocked, interrupted = change.fields.playbackInterrupted }) {
    change.assign({ elementsBlocked: blocked });
    tellPlayback(change, { blocked, interrupted });
  },
  speakerChanged(change, data) {
    change.assign(data);
    change.emit('speaker-changed', data);
  },
  warning(change, data) {
    change.emit('warning', data);
  },
};

/** Works out what a fact changes and tells before the code for calls is there. Pure. */
export function reduceLobby(state: MachineState, fact: Fact): FieldChange {
  const change = new FieldChange(state);
  if (isOfLobby(fact)) {
    const handler = lobbyHandlers[fact.type] as (change: FieldChange, data: Fact['data']) => void;
    handler(change, fact.data);
  }
  return change;
}

function isOfLobby(fact: { readonly type: string }): fact is Fact<LobbyFactName> {
  return fact.type in lobbyHandlers;
}

/** Takes what the browser refuses and what was stopped from outside, with its event where that differs. */
export function tellPlayback(
  change: FieldChange,
  { blocked, interrupted }: { readonly blocked: boolean; readonly interrupted: boolean },
): void {
  const { playbackBlocked, playbackInterrupted } = change.fields;
  if (blocked === playbackBlocked && interrupted === playbackInterrupted) return;
  change.assign({ playbackBlocked: blocked, playbackInterrupted: interrupted });
  change.emit('playback-changed', { blocked, interrupted });
}

/** Replaces a local source's state, with its event. */
export function setLocal(change: FieldChange, state: LocalSourceState): void {
  const previous = change.fields.local[state.source];
  change.assign({ local: { ...change.fields.local, [state.source]: state } });
  change.emit('local-source-changed', { state, previous });
}
