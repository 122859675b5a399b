import { startProblems, startWarnings } from "#lib/config/start/problems.ts";
import { bad, type Finding, fine, warn } from "./finding.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Settings, secrets, the origin and what stands before it. Names settings and never what they hold (pure). */
export function examineSettings(env: Env): Finding[] {
  const wrong = [...new Set(startProblems(env))].map((line) => {
    const [name = "", ...words] = line.split(": ");
    return bad("settings", line, `Mend ${name}: ${words.join(": ")}.`);
  });
  const unread = startWarnings(env).map((line) =>
    warn("settings", line, "Remove it, or look whether another name was meant."),
  );
  return [
    ...(wrong.length === 0
      ? [fine("settings", "Every setting is there, and every secret is strong.")]
      : wrong),
    ...unread,
    origin(env),
    proxy(env),
    mail(env),
    ...(env.HABEAS_WITNESS
      ? [fine("witness", "Checkpoints of the log are kept off this machine.")]
      : [
          warn(
            "witness",
            "No witness keeps the log's checkpoints off this machine.",
            "Set HABEAS_WITNESS: without it nobody notices that an older backup was put in place.",
          ),
        ]),
  ];
}

function origin({ HABEAS_ORIGIN = "" }: Env): Finding {
  return HABEAS_ORIGIN.startsWith("https:")
    ? fine("origin", "The portal is led to by https.")
    : warn(
        "origin",
        "The portal's address is not https: it is for this machine only.",
        "Put a proxy with a certificate before it and set HABEAS_ORIGIN to its https address.",
      );
}

function proxy({ HABEAS_ORIGIN = "", HABEAS_ADDRESS_HEADER }: Env): Finding {
  if (HABEAS_ADDRESS_HEADER || !HABEAS_ORIGIN.startsWith("https:"))
    return fine("proxy", HABEAS_ADDRESS_HEADER ? "The proxy says who connects." : "No proxy is needed.");
  return warn(
    "proxy",
    "Nobody says from where people connect, so no part of the network is counted.",
    "Let your proxy set a header that nobody else can set, and name it in HABEAS_ADDRESS_HEADER.",
  );
}

function mail({ HABEAS_SMTP_URL, HABEAS_MAIL_FROM = "" }: Env): Finding {
  if (!HABEAS_SMTP_URL)
    return bad("mail", "There is no mail server: codes and answers do not arrive.", "Set HABEAS_SMTP_URL.");
  return HABEAS_MAIL_FROM === "" || HABEAS_MAIL_FROM.endsWith(".localdomain")
    ? bad("mail", "Mails have no sender that anybody could answer.", "Set HABEAS_MAIL_FROM.")
    : fine("mail", "A mail server and a sender are set.");
}
