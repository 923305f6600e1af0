/**
 * For tests: a certified OpenID provider on loopback, that signs in whoever SUBJECT names.
 *
 * Prints its port when it listens; ends when its input does. See tests/web/test_certified_provider.py.
 */

import Provider from "oidc-provider";
import { createServer } from "node:http";

const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, SIGN_OUT_URI, SUBJECT, LEVEL } = process.env;

/** Everybody consents to everything: whom one works for does not ask. */
async function loadExistingGrant(ctx) {
  const grant = new ctx.oidc.provider.Grant({
    clientId: ctx.oidc.client.clientId,
    accountId: ctx.oidc.session.accountId,
  });
  grant.addOIDCScope("openid");
  await grant.save();
  return grant;
}

function providerAt(issuer) {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [REDIRECT_URI],
        post_logout_redirect_uris: [SIGN_OUT_URI],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    acrValues: [LEVEL],
    claims: { openid: ["sub"], acr: null, auth_time: null },
    cookies: { keys: ["only for tests"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    loadExistingGrant,
    pkce: { required: () => true },
    ttl: { Interaction: 60, Session: 600, Grant: 600, AccessToken: 60, IdToken: 300 },
  });
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith("/interaction/")) return next();
    const login = { accountId: SUBJECT, acr: LEVEL, amr: ["hwk"] };
    await provider.interactionFinished(ctx.req, ctx.res, { login });
    ctx.respond = false;
  });
  return provider;
}

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address();
  server.on("request", providerAt(`http://127.0.0.1:${port}`).callback());
  console.log(port);
});
process.stdin.on("end", () => process.exit(0)).resume();
