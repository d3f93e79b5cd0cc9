// An OpenID provider for the journeys: S256 required, the client known by its public key only, a level per sign-in.
// Reads one JSON object from the environment: port, client_id, redirect_uri, jwks.
import http from "node:http";
import Provider from "oidc-provider";

const asked = JSON.parse(process.env.OPENID_PROVIDER);
const issuer = `http://localhost:${asked.port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: asked.client_id,
      redirect_uris: [asked.redirect_uri],
      grant_types: ["authorization_code"],
      response_types: ["code"],
      token_endpoint_auth_method: "private_key_jwt",
      jwks: asked.jwks,
      application_type: "web",
    },
  ],
  acrValues: ["low", "substantial"],
  claims: { openid: ["sub", "acr"], email: ["email", "email_verified"] },
  clientAuthMethods: ["private_key_jwt"],
  cookies: { keys: ["only-for-tests"] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  responseTypes: ["code"],
  findAccount: (_context, sub) => ({
    accountId: sub,
    claims: async () => ({ sub, email: `${sub}@example.org`, email_verified: true }),
  }),
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  // Consent is given by working there.
  loadExistingGrant: async (context) => {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client.clientId,
      accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope("openid email");
    await grant.save();
    return grant;
  },
});

const PAGE = `<!doctype html><html lang="en"><title>Polderdienst</title><h1>Polderdienst</h1><form method="post">
<label>Name <input name="name"></label> <label>Level <input name="level" value="substantial"></label>
<button>Go on</button></form></html>`;

async function body(request) {
  let text = "";
  for await (const part of request) text += part;
  return new URLSearchParams(text);
}

const answer = provider.callback();
http
  .createServer(async (request, response) => {
    if (!request.url.startsWith("/interaction/")) return answer(request, response);
    if (request.method === "GET") {
      response.setHeader("Content-Type", "text/html");
      return response.end(PAGE);
    }
    const form = await body(request);
    const login = { accountId: form.get("name"), acr: form.get("level"), amr: ["pwd"] };
    return provider.interactionFinished(request, response, { login });
  })
  .listen(asked.port, "localhost", () => console.log("ready"));
