import type { AcmeRoom, AcmeSdk } from '../../src/port.ts';
import { Room } from './room.ts';
import type { Service } from './service.ts';

/** The SDK as one page has loaded it, over the service in memory. A token is `room/user`. */
export class Sdk implements AcmeSdk {
  /** Every room that was entered, for whoever looks what is left open. */
  readonly rooms: Room[] = [];
  readonly #service: Service;

  constructor(service: Service) {
    this.#service = service;
  }

  async enter(token: string, as: { readonly room: string; readonly name: string }): Promise<AcmeRoom> {
    const user = token.slice(as.room.length + 1);
    const room = new Room(this.#service, { user, ...as });
    this.rooms.push(room);
    await this.#service.request('join', () => this.#service.enter(room));
    return room;
  }
}
