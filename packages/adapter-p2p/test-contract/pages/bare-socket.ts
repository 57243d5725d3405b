import type { MemberWords, Payload, RoomListener, Source, State, Way } from './bare-words.ts';

interface Frame {
  readonly type: string;
  readonly id: string;
  readonly session: string;
  readonly request: number;
  readonly from: string;
  readonly payload: Payload;
  readonly state: State;
  readonly member: MemberWords;
  readonly members: readonly MemberWords[];
}

const numbered = [
  'member-joined',
  'member-left',
  'member-suspended',
  'member-resumed',
  'member-state',
  'member-profile',
  'signal',
  'moderated',
  'done',
  'failed',
];

/** Into a room by the signalling server. */
export class BareSocket implements Way {
  readonly #url: string;
  readonly #room: string;
  readonly #requests = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  #socket: WebSocket | undefined;
  #listener: RoomListener | undefined;
  #session = '';
  #received = 0;
  #request = 0;
  #resumed: () => void = () => undefined;

  constructor(url: string, room: string) {
    this.#url = url;
    this.#room = room;
  }

  enter(self: Omit<MemberWords, 'id'>, listener: RoomListener): Promise<string> {
    this.#listener = listener;
    return new Promise((resolve, reject) => {
      this.#connect({ type: 'join', protocol: 1, room: this.#room, ...self }, (frame) => {
        if (frame.type === 'refused') reject(new Error('The server refused a far side.'));
        if (frame.type !== 'welcome') return;
        this.#session = frame.session;
        for (const member of frame.members) listener.joined(member);
        resolve(frame.id);
      });
    });
  }

  signal(to: string, payload: Payload): void {
    this.#send({ type: 'signal', to, payload });
  }

  state(state: State): Promise<void> {
    return this.#ask({ type: 'state', state });
  }

  rename(displayName: string): Promise<void> {
    return this.#ask({ type: 'profile', displayName });
  }

  moderate(action: string, target: string, source: Source): Promise<void> {
    return this.#ask({ type: 'moderate', action, target, source });
  }

  leave(): Promise<void> {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return Promise.resolve();
    return new Promise((resolve) => {
      socket.addEventListener('close', () => {
        resolve();
      });
      this.#send({ type: 'leave' });
    });
  }

  vanish(): void {
    this.#socket?.close();
  }

  interrupt(): void {
    this.#socket?.close();
  }

  restore(): Promise<void> {
    return new Promise((resolve) => {
      this.#resumed = resolve;
      this.#connect({ type: 'resume', protocol: 1, session: this.#session, received: this.#received });
    });
  }

  #connect(first: object, heard: (frame: Frame) => void = () => undefined): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#send(first);
    });
    socket.addEventListener('message', (event: MessageEvent<string>) => {
      if (this.#socket !== socket) return;
      const frame = JSON.parse(event.data) as Frame;
      if (numbered.includes(frame.type)) this.#received += 1;
      heard(frame);
      this.#take(frame);
    });
  }

  #take({ type, id, member, from, payload, state, request }: Frame): void {
    if (type === 'heartbeat') this.#send({ type: 'heartbeat', received: this.#received });
    if (type === 'resumed') this.#resumed();
    if (type === 'member-joined') this.#listener?.joined(member);
    if (type === 'member-left') this.#listener?.left(id);
    if (type === 'member-state') this.#listener?.state(id, state);
    if (type === 'signal') this.#listener?.signal(from, payload);
    if (type === 'done') this.#requests.get(request)?.resolve();
    if (type === 'failed') this.#requests.get(request)?.reject(new Error('The server refused a far side.'));
  }

  #ask(frame: object): Promise<void> {
    const request = ++this.#request;
    return new Promise((resolve, reject) => {
      this.#requests.set(request, { resolve, reject });
      this.#send({ ...frame, request });
    });
  }

  #send(frame: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }
}
