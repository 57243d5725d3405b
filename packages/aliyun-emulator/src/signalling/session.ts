import { type CandidateInit, type Faults, randomId, type RecordSubject } from '@jackfield/emulator-kit';

import type { AliyunFaultWords, EventName, RequestName } from '../faults/fault-types.ts';
import type { Publication } from '../media/publication.ts';
import type { Subscription } from '../media/subscription.ts';
import type { ItemQueue } from './item-queue.ts';
import type { ChannelProfile, ClientRole, Envelope } from '../wire/wire.ts';

/** `allocated`: admitted, not yet in the room. `ended`: out of the room, can still poll and leave for a while. */
export type SessionState = 'allocated' | 'joined' | 'ended';

/** What identifies a session; fixed when it is allocated. */
export interface SessionIdentity {
  /** The client's own random session id. */
  readonly id: string;
  /** The emulator's short name for it, which is safe to show. */
  readonly alias: string;
  readonly appId: string;
  readonly room: string;
  readonly userId: string;
  readonly token: string;
  readonly profile: ChannelProfile;
}

/** One client's stay, from its allocation to its end. */
export class Session implements RecordSubject {
  readonly id: string;
  readonly alias: string;
  readonly appId: string;
  readonly room: string;
  readonly userId: string;
  readonly token: string;
  readonly profile: ChannelProfile;
  readonly queue: ItemQueue;
  readonly subscriptions: Map<string, Subscription> = new Map();
  /** Candidates that arrived before the call they belong to. */
  readonly earlyCandidates: Map<string, CandidateInit[]> = new Map();
  state: SessionState = 'allocated';
  displayName = '';
  role: ClientRole;
  /** Last status word that the client reported, 16 hexadecimal digits. */
  status: string | undefined;
  /** The place of that report in the client's own count. */
  statusOrder = 0;
  publication: Publication | undefined;
  /** When it last polled, joined or ended; milliseconds since 1970. */
  lastSeen: number = Date.now();
  /** Request id of the client's `leave`: once its result has been polled, nothing of the session is needed. */
  leaveTid: string | undefined;
  readonly #faults: Faults<AliyunFaultWords>;
  readonly #late: (() => void)[] = [];

  constructor(
    identity: SessionIdentity,
    options: { role: ClientRole; queue: ItemQueue; faults: Faults<AliyunFaultWords> },
  ) {
    this.id = identity.id;
    this.alias = identity.alias;
    this.appId = identity.appId;
    this.room = identity.room;
    this.userId = identity.userId;
    this.token = identity.token;
    this.profile = identity.profile;
    this.role = options.role;
    this.queue = options.queue;
    this.#faults = options.faults;
  }

  /** Sends the result of a request, by polling. */
  result(request: RequestName, tid: string, extra: Readonly<Record<string, unknown>> = {}): void {
    this.#faults.answer({ name: request, part: 'result' }, this, () =>
      this.queue.push({ code: 0, data: { tid, ...extra } }),
    );
  }

  /** Sends a failed result of a request, by polling. */
  failedResult(request: RequestName, tid: string, failure: { code: number; description: string }): void {
    const item: Envelope = { code: failure.code, description: failure.description, data: { tid } };
    this.#faults.answer({ name: request, part: 'result' }, this, () => this.queue.push(item));
  }

  /** Sends a notification, by polling. */
  notify(event: EventName, detail: Readonly<Record<string, unknown>>): void {
    const tid = randomId();
    const deliver = (): void => {
      this.queue.push({ code: 0, data: { event, tid, ...detail } });
    };
    const late = this.#late.splice(0);
    const delivered = this.#faults.event(event, this, {
      deliver,
      afterNext: (item) => this.#late.push(item),
    });
    if (delivered) for (const item of late) item();
    else this.#late.unshift(...late);
  }
}
