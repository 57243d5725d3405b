import { createErrors, readField } from '@jackfield/core/adapter-kit';

/** The vendor's errors, with a code of Jackfield's each. What is not in the table is what the call was about. */
export const errors = createErrors({
  adapter: 'acme',
  table: {
    401: 'credential-invalid',
    403: 'forbidden',
    404: 'room-not-found',
    409: 'room-full',
    415: 'codec-unsupported',
    419: 'credential-expired',
    422: 'publish-failed',
    500: 'server-error',
  },
  // Of whatever shape: a vendor rejects with anything.
  vendorCode: (cause) => Number(readField(cause, 'number')) || undefined,
});
