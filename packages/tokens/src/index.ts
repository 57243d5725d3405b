export { providersFromSecrets } from './environment/providers-from-secrets.ts';
export { secretsFromEnvironment } from './environment/secrets-from-environment.ts';
export { createTokenHandler } from './handler/create-token-handler.ts';
export { systemClock } from './shared/clock.ts';
export { TokenError, isTokenError } from './shared/token-error.ts';
export type { EnvironmentSecrets } from './environment/secrets-from-environment.ts';
export type {
  AskedToken,
  AuthorizeContext,
  CorsOptions,
  PresentUser,
  RateLimitOptions,
  TokenDecision,
  TokenHandler,
  TokenHandlerOptions,
  TokenLogEntry,
} from './handler/handler-types.ts';
export type { TokenClock } from './shared/clock.ts';
export type { ExplainContext, Explanation, Finding, FindingCode } from './shared/finding.ts';
export type { LifetimeBounds } from './shared/lifetime.ts';
export type { TokenProvider } from './shared/provider.ts';
export type { TokenErrorCode } from './shared/token-error.ts';
export type {
  MediaSource,
  MintOptions,
  Minted,
  TokenPermissions,
  TokenRequest,
  TokenRole,
} from './shared/token-request.ts';
