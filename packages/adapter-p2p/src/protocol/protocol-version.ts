/** The version of the signalling protocol; both sides name it in the first frame. */
export const protocolVersion = 1;
