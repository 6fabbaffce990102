// Speaks SMTP to the mail server, one message after the other: nodemailer's connection, without the
// layers above it, since our messages are whole already and we want to know how far each has come.
import type { Readable, Transform } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { DeliveryFailed, readSmtpError } from "./delivery-failed.ts";
import { openWire } from "./on-the-wire.ts";
import { readSmtpUrl, sayUnencrypted } from "./smtp-options.ts";

export interface Line {
  /**
   * One at a time. `onHandedOver` is called once all of it is written, and before it is answered: the
   * server has work to do then, and there is time for ours. @throws DeliveryFailed
   */
  send: (
    envelope: { from: string; to: string },
    raw: Uint8Array,
    onHandedOver?: () => void,
  ) => Promise<void>;
  close: () => void;
}

/** Many servers end a connection after a hundred; ours to do, then nothing is in flight. */
const mostMessages = 100;

/** Calls the server when there is something to say, and again when it has hung up. */
export function openLine(smtpUrl: URL): Line {
  const { auth, ...options } = readSmtpUrl(smtpUrl);
  const settings = {
    ...options,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    dnsTimeout: 15_000,
    // RFC 5321, 4.5.3.2: a server may take minutes over a message that it has got; who gives up
    // sooner sends it twice.
    socketTimeout: 5 * 60_000,
  };
  let connection: SMTPConnection | undefined;
  let onTheWire = openWire();
  let sent = 0;

  async function call(): Promise<SMTPConnection> {
    const called = new SMTPConnection(settings);
    // One that broke may hold still what was being written.
    onTheWire = openWire();
    sent = 0;
    called.once("end", () => {
      if (connection === called) connection = undefined;
    });
    try {
      await greet(called);
    } catch (cause) {
      // Else the program would wait for the server to hang up.
      called.close();
      throw cause;
    }
    return called;
  }

  async function greet(called: SMTPConnection): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      // What breaks later is told to whoever sends then.
      called.on("error", reject);
      called.connect((error) => (error ? reject(error) : resolve()));
    });
    const credentials = auth?.user === undefined ? undefined : auth;
    if (credentials && called.allowsAuth) {
      await new Promise<void>((resolve, reject) => {
        called.once("error", reject);
        called.login({ ...credentials, credentials }, (error) =>
          error ? reject(error) : resolve(),
        );
      });
    }
  }

  function hangUp(): void {
    connection?.close();
    connection = undefined;
  }

  return {
    async send({ from, to }, raw, onHandedOver) {
      let isAskedFor = false;
      // The connection pipes a message once the server has taken sender and recipient, and asks.
      const message = {
        pipe(data: Transform) {
          isAskedFor = true;
          // Past its own search for dots, which looks at every byte and takes as long as all else here.
          data.push(onTheWire(raw));
          data.push(null);
          // Not a turn of the event loop later: the answer may be here by then.
          onHandedOver?.();
          return data;
        },
      } as unknown as Readable;
      try {
        connection ??= await call();
        const line = connection;
        await new Promise<void>((resolve, reject) => {
          line.send({ from, to: [to], size: raw.length }, message, (error) =>
            error ? reject(error) : resolve(),
          );
        });
      } catch (error) {
        hangUp();
        const unencrypted = sayUnencrypted(smtpUrl, error);
        if (unencrypted) throw new DeliveryFailed("unreachable", unencrypted, { cause: error });
        throw readSmtpError(error, { isAskedFor });
      }
      if (++sent >= mostMessages) {
        connection?.quit();
        connection = undefined;
      }
    },
    close() {
      connection?.quit();
      connection = undefined;
    },
  };
}
