/**
 * Tells whether a test failed, or a loop had no end. That something was not done in time is no proof.
 * @param {{ status: string, statusReason?: string | undefined }} outcome
 */
export function isNoticed({ status, statusReason = '' }) {
  return status === 'Killed' || (status === 'Timeout' && statusReason.startsWith('Hit limit reached'));
}
