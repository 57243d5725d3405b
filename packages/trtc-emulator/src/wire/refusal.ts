import { serviceCodes, type ServiceCodeName } from './codes.ts';

/** A request that is well formed and that the service refuses, with a number. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  readonly code: number;

  constructor(reason: ServiceCodeName, particulars?: string) {
    const { code, description } = serviceCodes[reason];
    super(particulars === undefined ? description : `${description}: ${particulars}`);
    this.code = code;
  }
}
