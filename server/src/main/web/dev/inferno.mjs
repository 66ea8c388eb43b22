/*
 * Runs Inferno's kits against the running sandbox: registers the apps that the kits play, lets
 * smart-user.mjs do what a person does at the waiting steps, and saves what came out.
 *
 *   node inferno.mjs SUITE...       by environment: RAPPORT_BASE, INFERNO_KITS (their folder),
 *                                   INFERNO_RESULTS (where SUITE.json goes)
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const base = process.env.RAPPORT_BASE ?? "http://localhost:8080";
const kits = process.env.INFERNO_KITS;
const results = process.env.INFERNO_RESULTS;
const inferno = `http://127.0.0.1:${process.env.INFERNO_PORT ?? 4567}`;
const user = fileURLToPath(new URL("smart-user.mjs", import.meta.url));
const SCOPES =
  "launch launch/patient openid fhirUser offline_access patient/*.rs user/*.rs patient/*.read user/*.read";

/** The ways in which an app authenticates, with the names that each side has for them. */
const METHODS = {
  public: { register: "none", kit: "public" },
  symmetric: { register: "client_secret_basic", kit: "confidential_symmetric" },
  asymmetric: { register: "private_key_jwt", kit: "confidential_asymmetric" },
};

async function register(suite, method, more = {}) {
  const at = `${inferno}/custom/${suite}`;
  const app = {
    client_name: `Inferno ${suite}, ${method}`,
    redirect_uris: [`${at}/redirect`],
    initiate_login_uri: `${at}/launch`,
    token_endpoint_auth_method: METHODS[method].register,
    scope: SCOPES,
    ...(method === "asymmetric" ? { jwks_uri: `${at}/.well-known/jwks.json` } : {}),
    ...more,
  };
  const answer = await fetch(`${base}/connect/register`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(app),
  });
  const registered = await answer.json();
  if (answer.status !== 201) throw new Error(`Registration refused: ${JSON.stringify(registered)}`);
  return registered;
}

function service(suite) {
  const more = { redirect_uris: [], grant_types: ["client_credentials"], scope: "system/*.rs" };
  return register(suite, "asymmetric", more);
}

/** Inputs of a launch, for an app that authenticates by this method. */
function launch(prefix, app, method, authorization, encryption = "ES384") {
  return {
    [`${prefix}_client_id`]: app.client_id,
    [`${prefix}_client_secret`]: app.client_secret ?? "",
    client_auth_type: METHODS[method].kit,
    client_auth_encryption_method: encryption,
    authorization_method: authorization,
    use_pkce: "true",
  };
}

/** What is run of the SMART suites: each launch by each kind of app, GET and POST in turns. */
async function smart(suite) {
  const apps = {};
  const methods = suite === "smart" ? ["public", "symmetric"] : Object.keys(METHODS);
  for (const method of methods) apps[method] = await register(suite, method);
  const runs = methods.flatMap((method, n) => [
    {
      name: `standalone launch, ${method}`,
      group: `${suite}-smart_full_standalone_launch`,
      inputs: launch("standalone", apps[method], method, n % 2 ? "post" : "get"),
    },
    {
      name: `EHR launch, ${method}`,
      group: `${suite}-smart_full_ehr_launch`,
      inputs: launch("ehr", apps[method], method, n % 2 ? "get" : "post", "RS384"),
    },
  ]);
  if (suite === "smart") return runs;
  const backend = await service(suite);
  for (const encryption of ["ES384", "RS384"])
    runs.push({
      name: `backend service, ${encryption}`,
      group: `${suite}-smart_backend_services`,
      inputs: {
        backend_services_client_id: backend.client_id,
        client_auth_encryption_method: encryption,
      },
    });
  const app = apps.symmetric;
  const basic = Buffer.from(`${app.client_id}:${app.client_secret}`).toString("base64");
  runs.push({
    name: "introspection",
    group: `${suite}-smart_token_introspection${suite === "smart_stu2_2" ? "_stu2_2" : ""}`,
    inputs: {
      ...launch("standalone", app, "symmetric", "get"),
      custom_authorization_header: `Authorization: Basic ${basic}`,
    },
  });
  return runs;
}

const PLANS = { smart_stu2_2: smart, smart_stu2: smart, smart };

function run(suite, { name, group, inputs }) {
  const json = join(results, "run.json");
  const all = { url: `${base}/fhir`, ...inputs };
  const given = join(results, "inputs.json");
  writeFileSync(given, JSON.stringify(all));
  console.log(`\n${suite}: ${name}`);
  const done = spawnSync(
    join(kits, "inferno"),
    ["run", "--suite", suite, "--group", group, "--inputs", given, "--json", json].concat([
      "--on-wait",
      `node '${user}'`,
    ]),
    { stdio: "inherit", env: { ...process.env, RAPPORT_BASE: base } },
  );
  const found = done.status === 2 ? [] : JSON.parse(readFileSync(json, "utf8"));
  return { name, group, status: done.status, results: found };
}

const suites = process.argv.slice(2);
mkdirSync(results, { recursive: true });
let bad = 0;
for (const suite of suites) {
  const plan = PLANS[suite];
  if (!plan) throw new Error(`No plan for ${suite}; there are ${Object.keys(PLANS).join(", ")}`);
  const done = (await plan(suite)).map((each) => run(suite, each));
  writeFileSync(join(results, `${suite}.json`), JSON.stringify(done, null, 1));
  console.log(`\n${suite}`);
  for (const { name, status, results: found } of done) {
    const tests = found.filter((r) => r.test_id);
    const count = (what) => tests.filter((r) => r.result === what).length;
    const line = ["pass", "fail", "error", "skip", "omit"].map((w) => `${count(w)} ${w}`).join(", ");
    console.log(`  ${status === 0 ? "✓" : "✗"} ${name}: ${line}`);
    if (status !== 0) bad++;
  }
}
process.exit(bad ? 1 : 0);
