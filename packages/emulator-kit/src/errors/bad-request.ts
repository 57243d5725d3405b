/** A request that no well-behaved client sends; answered with its HTTP status. */
export class BadRequest extends Error {
  /** Always `BadRequest`. */
  override readonly name: string = 'BadRequest';
  /** HTTP status to answer with. */
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}
