// Whether the way to the mail server is encrypted, and by a certificate that holds.
import { isIP } from "node:net";
import { TLSSocket } from "node:tls";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { ok, warn, wrong, type Finding } from "../../finding.ts";
import type { Relay } from "./names.ts";

const patienceMs = 5000;
/** Enough for any server that means well; a drip of bytes would else go on for ever. */
const longestMs = 20_000;
const dayMs = 86_400_000;
const soonDays = 14;

export async function checkEncryption(relay: Relay): Promise<Finding[]> {
  const { host, addresses } = relay;
  if (addresses.length === 0) {
    return [wrong("tls", `${host} has no address, so no mail can go there. Check SMTP_URL.`)];
  }
  let fault = "";
  for (const address of addresses.slice(0, 3)) {
    const looked = await lookAt(relay, address);
    if (typeof looked !== "string") return looked;
    fault = looked;
  }
  return [
    wrong(
      "tls",
      `${host} cannot be spoken to: ${fault}. Check SMTP_URL, the network and a firewall.`,
    ),
  ];
}

/** What was found, or why nothing was. */
async function lookAt(relay: Relay, address: string): Promise<Finding[] | string> {
  const { host, url } = relay;
  const connection = new SMTPConnection({
    host: address,
    ...(url.port === "" ? {} : { port: Number(url.port) }),
    ...(isIP(host) > 0 ? {} : { servername: host }),
    secure: url.protocol === "smtps:",
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // What is wrong with the certificate is to be told, not only that something is.
    tls: { rejectUnauthorized: false },
  });
  const timer = setTimeout(() => connection.close(), longestMs);
  try {
    const error = await new Promise<Error | undefined>((resolve) => {
      connection.on("error", resolve);
      connection.on("end", () => resolve(new Error("it hung up")));
      connection.connect(resolve);
    });
    if (error) return error.message.replace(/\.$/, "");
    return judge(relay, connection._socket);
  } finally {
    clearTimeout(timer);
    connection.close();
  }
}

function judge({ host, url }: Relay, socket: unknown): Finding[] {
  if (!(socket instanceof TLSSocket)) {
    return url.username === ""
      ? [
          warn(
            "tls",
            `${host} offers no encryption (STARTTLS), so mail goes there for anybody to read.`,
          ),
        ]
      : [
          wrong(
            "tls",
            `${host} offers no encryption (STARTTLS), so the password in SMTP_URL goes there for anybody to read: use another port (465 with smtps://, 587 with smtp://) or another server.`,
          ),
        ];
  }
  const protocol = socket.getProtocol() ?? "TLS";
  const certificate = socket.getPeerCertificate();
  const days = Math.floor((Date.parse(certificate.valid_to) - Date.now()) / dayMs);
  const fault = faultOf(socket, host, certificate.subjectaltname);
  if (fault !== undefined) {
    const isHeeded = url.searchParams.get("tls.rejectUnauthorized") !== "false";
    return isHeeded
      ? [
          wrong(
            "tls",
            `the certificate of ${host} ${fault}, so no mail is handed to it. Have it renewed, or let SMTP_URL name the server as its certificate does.`,
          ),
        ]
      : [
          warn(
            "tls",
            `the certificate of ${host} ${fault}, and SMTP_URL says to trust it all the same.`,
          ),
        ];
  }
  if (days < soonDays) {
    return [
      warn(
        "tls",
        `the certificate of ${host} ends in ${days} days, and then no mail is handed to it: have it renewed.`,
      ),
    ];
  }
  return [
    ok("tls", `${host} speaks ${protocol}, with a certificate that is good for ${days} days`),
  ];
}

function faultOf(socket: TLSSocket, host: string, alternatives = ""): string | undefined {
  if (socket.authorized) return undefined;
  const error: unknown = socket.authorizationError;
  const code =
    error instanceof Error
      ? ((error as NodeJS.ErrnoException).code ?? error.message)
      : String(error);
  switch (code) {
    case "CERT_HAS_EXPIRED":
      return "has run out";
    case "CERT_NOT_YET_VALID":
      return "is not valid yet";
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
      return "is signed by nobody whom this machine knows";
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
      return "cannot be traced to anybody whom this machine knows; perhaps the server leaves out an intermediate one";
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return `is for ${alternatives.replaceAll("DNS:", "") || "another name"} and not for ${host}`;
    default:
      return `is not accepted (${code})`;
  }
}
