// Whoever keeps silent is waited for as long as the program has patience, which takes its time.
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { openNameServer } from "../../fixtures/name-server.ts";
import { broadsheet } from "../../fixtures/program.ts";

test("name servers and mail servers that keep silent are not waited for long", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  await once(silent, "listening");
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as AddressInfo;
  const names = await openNameServer("mail.example.org A 127.0.0.1");
  names.fail("_dmarc.example.org", "silent");
  // It ends long before the test would be given up.
  const { stdout } = await broadsheet(["doctor", "mail"], {
    DATA_DIR: temporaryFolder(),
    DNS_SERVERS: names.address,
    MAIL_FROM: "papers@example.org",
    SITE_URL: "https://papers.example.org",
    SMTP_URL: `smtp://mail.example.org:${port}`,
  });
  expect(stdout).toMatch(/^wrong +dmarc +DNS did not tell .*ETIMEOUT/m);
  // Whichever of the two limits on silence is noticed first.
  expect(stdout).toMatch(
    /^wrong +tls +mail.example.org cannot be spoken to: (Greeting never received|Timeout)/m,
  );
}, 20_000);
