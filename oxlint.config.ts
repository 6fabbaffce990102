import { defineConfig, type DummyRuleMap } from "oxlint";

// Who may import whom: imports go only down this list, and what shares a line does not know each
// other. The leaves (src/clock.ts, config.ts …) are open to all; what wires the parts together, to
// none.
const layers = [
  ["papers"],
  ["sources", "store"],
  ["catalogue"],
  ["community"],
  ["search"],
  ["ranking"],
  ["editions"],
  ["email"],
  ["web", "api"],
];
const leaves = [
  "api-description",
  "clock",
  "conditional",
  "config",
  "config-file",
  "errors",
  "face-of",
  "finding",
  "links",
  "status-of",
  "keep-on",
  "thread",
  "turns",
];
const wiring = ["app", "cli", "commands", "harvester", "hub-teller", "main", "scheduler"];
const folders = layers.flat();

// Who may use what.
const homes = {
  hono$: ["web", "api", "app", "conditional"],
  "hono/": ["web", "api", "app", "status-of", "email"], // its JSX writes the mails
  "@hono/": ["web", "api", "app", "commands"],
  "@modelcontextprotocol/": ["api", "commands"],
  "nodemailer(/|$)": ["email"],
  "node:sqlite$": ["store"],
  "kysely(/|$)": folders.filter((folder) => !["papers", "sources", "web", "api"].includes(folder)),
  "node:process$": ["config", "cli", "main"],
};

const leafRules = leaves.map((leaf) => ({
  files: [`src/${leaf}.ts`],
  rules: restrict(leaf, `^\\./(${[...folders.slice(1), ...wiring].join("|")})(/|\\.)`),
}));

const folderRules = layers.flatMap((layer, level) =>
  layer.map((folder) => {
    const above = layers.slice(level).flat();
    const closed = [...above.filter((other) => other !== folder), ...wiring];
    // Pages and routes speak no SQL: they call functions with names.
    if (layer.includes("web")) closed.push("store");
    return {
      files: [`src/${folder}/**`],
      rules: restrict(folder, `^(\\.\\./)+(${closed.join("|")})(/|\\.)`),
    };
  }),
);

const wiringRules = wiring.map((name) => ({
  files: [`src/${name}.ts`, `src/${name}/**`],
  rules: restrict(name),
}));

// `closed` is a pattern of our own files that `name` must not import.
function restrict(name: string, closed?: string): DummyRuleMap {
  const strangers = Object.entries(homes).filter(([, users]) => !users.includes(name));
  const patterns = [
    { regex: "^\\.{1,2}/(\\.\\./)*fixtures/", message: "Fixtures are for tests." },
    {
      regex: `^(${strangers.map(([packages]) => packages).join("|")})`,
      message: `Not for ${name}: oxlint.config.ts says whose it is.`,
    },
  ];
  if (closed) {
    patterns.push({
      regex: closed,
      message: `Not for ${name}: see the order in oxlint.config.ts.`,
    });
  }
  return { "no-restricted-imports": ["error", { patterns }] };
}

export default defineConfig({
  plugins: ["eslint", "typescript", "unicorn", "oxc", "import", "node", "promise", "vitest"],
  options: { typeAware: true },
  categories: { correctness: "error" },
  rules: {
    eqeqeq: "error",
    "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    "import/no-cycle": ["error", { ignoreTypes: false }],
    "typescript/await-thenable": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": "error",
    // [...text] is how this code walks through code points.
    "typescript/no-misused-spread": ["error", { allow: ["string"] }],
    "vitest/expect-expect": ["error", { assertFunctionNames: ["expect*", "fc.assert"] }],
  },
  // Of two entries that name one rule, the later holds.
  overrides: [
    { files: ["src/**"], rules: { "no-console": "error", "node/no-process-env": "error" } },
    { files: ["src/cli.ts", "src/commands/**"], rules: { "no-console": "off" } },
    { files: ["src/{config,cli,main}.ts"], rules: { "node/no-process-env": "off" } },
    ...leafRules,
    ...folderRules,
    ...wiringRules,
    {
      files: ["src/**/*.{test,endurance}.{ts,tsx}"],
      rules: {
        "no-console": "off",
        "no-restricted-imports": "off",
        "node/no-process-env": "off",
      },
    },
  ],
});
