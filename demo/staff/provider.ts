import { createServer } from "node:http";
import { interactionPolicy, type JWK, Provider } from "oidc-provider";
import { needed, serve } from "#demo/process.ts";
import { signingKeys } from "./keys.ts";
import { membersOf } from "./members.ts";
import { signInRoute } from "./sign-in.ts";

const port = Number(needed("LARKSPUR_LOGIN_PORT"));
const issuer = needed("HABEAS_OIDC_ISSUER");
const keys: { keys: JWK[]; cookieSecret: string } = await signingKeys(needed("LARKSPUR_LOGIN_KEYS"));

/** Who signs in is asked anew each time: in the demo one person plays all parts. */
const policy = interactionPolicy.base();
policy
  .get("login")
  ?.checks.add(
    new interactionPolicy.Check("each_time", "the person is asked each time", "login_required", (context) =>
      context.oidc.result?.login === undefined
        ? interactionPolicy.Check.REQUEST_PROMPT
        : interactionPolicy.Check.NO_NEED_TO_PROMPT,
    ),
  );

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: needed("HABEAS_OIDC_CLIENT_ID"),
      client_secret: needed("HABEAS_OIDC_CLIENT_SECRET"),
      redirect_uris: ["company", "oidc"].map(
        (name) => `${needed("HABEAS_ORIGIN")}/api/auth/callback/${name}`,
      ),
      response_types: ["code"],
      grant_types: ["authorization_code"],
    },
    {
      client_id: needed("HABEAS_PEOPLE_CLIENT_ID"),
      client_secret: needed("HABEAS_PEOPLE_CLIENT_SECRET"),
      redirect_uris: [`${needed("HABEAS_ORIGIN")}/sign-in/account/back`],
      response_types: ["code"],
      grant_types: ["authorization_code"],
    },
  ],
  jwks: { keys: keys.keys },
  cookies: { keys: [keys.cookieSecret] },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
  // The portal reads name and role from the id token, without a second call.
  conformIdTokenClaims: false,
  claims: {
    openid: ["sub"],
    profile: ["name", "habeas_role", "groups", "customer_number"],
    email: ["email", "email_verified"],
  },
  scopes: ["openid", "profile", "email"],
  interactions: { policy, url: (_context, interaction) => `/sign-in/${interaction.uid}` },
  ttl: {
    Session: 8 * 3600,
    Interaction: 600,
    AccessToken: 600,
    IdToken: 600,
    Grant: 8 * 3600,
    AuthorizationCode: 60,
  },
  findAccount: (_context, sub) => {
    const member = membersOf("everybody").find((one) => one.sub === sub);
    if (member === undefined) return undefined;
    const { name, email, claims } = member;
    return { accountId: sub, claims: () => ({ sub, name, email, email_verified: true, ...claims }) };
  },
});

const oidc = provider.callback();
const signIn = signInRoute(provider);

serve(
  createServer((request, response) => {
    if (request.url === "/health") {
      response.end("ok");
    } else if (request.url?.startsWith("/sign-in/")) {
      signIn(request, response).catch(() => {
        response.writeHead(400, { "content-type": "text/plain; charset=utf-8" });
        response.end("This sign-in has run out. Go back to the desk and sign in again.");
      });
    } else {
      oidc(request, response);
    }
  }),
  port,
);
