// Compiles the FSH to JSON, and keeps the copy that the Java module ships in step with it.
//   node build.mjs          writes the JSON below fhir-profiles/src/main/resources
//   node build.mjs --check  writes nothing; fails if that JSON isn't what the FSH says
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageCache } from './package-cache.mjs';
import { shippedFiles } from './shipped-files.mjs';
import { compile } from './sushi.mjs';
import { openAddress } from './virtual-service-address.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const shipped = path.join(here, '../fhir-profiles/src/main/resources/org/rapportfhir/profiles');
const folders = ['package', 'borrowed', 'example'].map((name) => path.join(shipped, name));

try {
  const files = generate(path.join(here, '.cache'));
  if (process.argv.includes('--check')) check(files);
  else write(files);
} catch (refusal) {
  console.error(refusal.message);
  process.exitCode = 1;
}

/** What is to be shipped: file names below the three folders, with their text. */
function generate(cache) {
  const home = path.join(cache, 'home');
  const packages = packageCache(path.join(home, '.fhir/packages'));
  packages.ensureCore();
  const borrowed = compile(path.join(here, 'borrowed'), path.join(cache, 'borrowed'), home);
  borrowed.forEach(({ resource }) => openAddress(resource));
  packages.put('hl7.fhir.uv.xver-r5.r4', '0.1.0', borrowed);
  const own = compile(here, path.join(cache, 'own'), home);
  return shippedFiles(own, borrowed);
}

function write(files) {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of files) {
    const file = path.join(shipped, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  console.log(`Wrote ${files.size} files below ${path.relative(process.cwd(), shipped)}`);
}

function check(files) {
  const wrong = [...files].flatMap(([name, text]) => {
    const file = path.join(shipped, name);
    if (!fs.existsSync(file)) return [`missing: ${name}`];
    return fs.readFileSync(file, 'utf8') === text ? [] : [`differs: ${name}`];
  });
  for (const name of present()) if (!files.has(name)) wrong.push(`no longer in the FSH: ${name}`);
  if (wrong.length > 0) {
    const mend = 'In ig/ run: node build.mjs   and commit what it writes.';
    throw new Error(`${wrong.join('\n')}\nThe checked-in JSON isn't what the FSH says. ${mend}`);
  }
  console.log(`All ${files.size} files are in step with the FSH.`);
}

function present() {
  return folders
    .filter((folder) => fs.existsSync(folder))
    .flatMap((folder) => fs.readdirSync(folder).map((file) => `${path.basename(folder)}/${file}`));
}
