/**
 * The one Trusted Types policy, `app`: it lets our own scripts be started, and nothing else.
 *
 * The page is served with `require-trusted-types-for 'script'; trusted-types app`.
 */

/** An address that may be given to `Worker` and `register`. */
type ScriptAddress = URL;

interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): ScriptAddress };
}

function ownAddress(address: string): string {
  const url = new URL(address, location.href);
  if (url.origin === location.origin && url.pathname.startsWith("/tablet/")) return url.href;
  throw new TypeError(`Not a script of the tablet: ${url.pathname}`);
}

const factory = (globalThis as { readonly trustedTypes?: PolicyFactory }).trustedTypes;
const policy = factory?.createPolicy("app", { createScriptURL: ownAddress });

/** Let one of our own scripts be started; any other address is refused. */
export function trustedScript(address: string): ScriptAddress {
  return policy?.createScriptURL(address) ?? new URL(ownAddress(address));
}
