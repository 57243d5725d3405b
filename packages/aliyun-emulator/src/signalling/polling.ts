import type { ServerResponse } from 'node:http';

import { sendEnvelope } from '../wire/send-envelope.ts';
import type { Service } from '../emulator/service.ts';
import type { WaitingPoll } from './item-queue.ts';
import { forgetSession } from './membership.ts';
import type { Session } from './session.ts';
import type { Envelope } from '../wire/wire.ts';

/** Holds a poll until there is something to say, or the hold time is over. */
export function poll(service: Service, session: Session, response: ServerResponse): void {
  seen(session);
  const waiting: WaitingPoll = {
    send: (items) => {
      seen(session);
      service.faults.answer({ name: 'polling', part: 'reply' }, session, () => {
        deliver(service, session, response, items);
      });
    },
  };
  response.once('close', () => {
    session.queue.forget(waiting);
  });
  session.queue.wait(waiting);
}

function deliver(
  service: Service,
  session: Session,
  response: ServerResponse,
  items: readonly Envelope[],
): void {
  if (response.destroyed || response.writableEnded) {
    session.queue.putBack(items);
    return;
  }
  for (const { code, data } of items) {
    service.recorder.add('delivered', nameOf(data), session, { code, ...data });
  }
  response.once('close', () => {
    // The connection broke before all of it was handed to the system: the next poll gets it again.
    if (!response.writableFinished) session.queue.putBack(items);
    else if (session.leaveTid !== undefined && items.some(({ data }) => data['tid'] === session.leaveTid)) {
      forgetSession(service, session);
    }
  });
  sendEnvelope(response, { code: 0, data: { datalist: items } });
}

/** A session that has ended is not kept alive by polling on. */
function seen(session: Session): void {
  if (session.state === 'joined') session.lastSeen = Date.now();
}

function nameOf(data: Readonly<Record<string, unknown>>): string {
  return typeof data['event'] === 'string' ? data['event'] : 'result';
}
