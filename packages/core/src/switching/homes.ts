import type { Connection } from '../leg/connection.ts';
import type { JoinOptions, RtcViewer } from '../face/rtc-viewer.ts';
import type { ReceivingPart } from '../session/receiving-part.ts';
import { secondLeg } from '../session/second-leg.ts';
import type { SecondLeg } from '../call/second-leg.ts';
import type { Effect } from '../state/effect.ts';
import type { Handover } from './handover.ts';
import { sendOverEach } from './send-over-each.ts';
import type { SwitchingParts } from './switching-parts.ts';

/** The vendors that one session is at home at: one, or two while it is switched or stays with both. */
export interface Homes {
  readonly legs: SecondLeg;
  /** The handover that goes on; undefined while there is one leg. */
  handover: Handover | undefined;
  /** A switch is under way: there is no other one beside it. */
  busy: boolean;
  /** The names under which legs have joined. */
  readonly names: WeakMap<Connection, JoinOptions>;
}

const known = new WeakMap<ReceivingPart, Homes>();

/** Returns the homes of a session that has been in a call. Throws `invalid-state` before. */
export function homesOf(session: RtcViewer, parts: SwitchingParts): Homes {
  const found = known.get(parts.part);
  if (found) return found;
  const homes: Homes = { legs: secondLeg(session), handover: undefined, busy: false, names: new WeakMap() };
  known.set(parts.part, homes);
  follow(homes, parts);
  return homes;
}

/** Lets a call of two legs have each thing once. */
function follow(homes: Homes, { internals, part }: SwitchingParts): void {
  const { store, call } = internals;
  const { wishes } = part;
  const refusal = wishes.refusal.bind(wishes);
  wishes.refusal = (participantId, source, leg) =>
    homes.handover?.isSpare({ participantId, source }, leg)
      ? 'not-wanted'
      : refusal(participantId, source, leg);
  const both = (run: (connection: Connection) => void): void => {
    for (const connection of call.connections) run(connection);
  };
  const before = store.extend({
    run(effect: Effect) {
      const { handover } = homes;
      before.run(effect);
      if (!handover) return;
      if (effect.type === 'show')
        both(({ receiver }) => {
          receiver.receive(effect.participantId);
        });
      if (effect.type === 'give-up-later' || effect.type === 'restore')
        both(({ receiver }) => {
          receiver.receiveAll();
        });
      handover.changed();
    },
  });
  part.sendMessage = sendOverEach(internals, part.sendMessage);
  store.on('state-changed', ({ state }) => {
    if (state.status !== 'ended' && state.status !== 'idle') return;
    homes.handover?.end();
    homes.handover = undefined;
  });
}
