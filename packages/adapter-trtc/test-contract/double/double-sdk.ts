import type { TrtcSdk } from '../../src/index.ts';
import { DoubleInstance } from './double-instance.ts';
import { DoubleNetwork } from './double-network.ts';
import type { DoubleService } from './double-service.ts';

/** The SDK's class in one page. */
export class DoubleSdk implements TrtcSdk {
  readonly network: DoubleNetwork = new DoubleNetwork();
  readonly instances: DoubleInstance[] = [];
  readonly #service: DoubleService;

  constructor(service: DoubleService) {
    this.#service = service;
  }

  create(): DoubleInstance {
    const made = new DoubleInstance(this.#service, this.network);
    this.instances.push(made);
    return made;
  }

  setLogLevel(): void {
    // It says nothing.
  }
}
