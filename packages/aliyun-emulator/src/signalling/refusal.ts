import { serviceCodes, type ServiceCodeName } from '../wire/error-codes.ts';

/** A request that is well formed and that the service refuses; answered with HTTP 200 and a number. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  readonly code: number;

  constructor(reason: ServiceCodeName, particulars?: string) {
    const { code, description } = serviceCodes[reason];
    super(particulars === undefined ? description : `${description}: ${particulars}`);
    this.code = code;
  }
}
