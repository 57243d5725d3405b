/** Codes that Alibaba's service refuses a join with: numbers of the 7.x SDK's error table, which the 1.16 service shares from 0x02010201 on. */
export const aliyunVendorCodes: ReadonlyMap<string, { field: string; meaning: string }> = new Map([
  ['33620481', { field: 'appId', meaning: 'the AppId does not exist. Compare it with the console.' }],
  ['33620482', { field: 'appId', meaning: 'the application is disabled in the console, or unpaid.' }],
  [
    '33620483',
    { field: 'channelId', meaning: 'the channel has expired: channels end after 48 hours. Join a new one.' },
  ],
  ['33620484', { field: 'channelId', meaning: 'the channel does not exist any more. Join a new one.' }],
  [
    '33620485',
    { field: 'token', meaning: 'the token is wrong: its hash, or the timestamp, nonce or ids in it.' },
  ],
  [
    '16974081',
    {
      field: 'timestamp',
      meaning: 'the auth info is wrong: a field is missing, or timestamp is zero or less.',
    },
  ],
]);
