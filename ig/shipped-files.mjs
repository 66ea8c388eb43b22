// Sorts what SUSHI made into what the Java module ships:
//   package/   Rapport's own FHIR package
//   borrowed/  structures of others, for validation only; never part of the package
//   example/   examples
import { packageIndex } from './package-cache.mjs';

/** File names below the three folders, with their text. */
export function shippedFiles(own, borrowed) {
  const guide = own.map(({ resource }) => resource).find((r) => r.resourceType === 'ImplementationGuide');
  const files = new Map([['package/package.json', pretty(manifest(guide))]]);
  const conformance = own.filter(({ resource }) => resource.url);
  const examples = own.filter(({ resource }) => !resource.url);
  for (const [folder, resources] of Object.entries({ package: conformance, borrowed, example: examples })) {
    for (const { filename, resource } of resources) files.set(`${folder}/${filename}`, pretty(resource));
    files.set(`${folder}/.index.json`, pretty(packageIndex(resources)));
  }
  return files;
}

function manifest(guide) {
  const canonical = guide.url.replace(/\/ImplementationGuide\/.*/, '');
  return {
    name: guide.packageId,
    version: guide.version,
    type: 'IG',
    license: guide.license,
    canonical,
    url: canonical,
    title: guide.title,
    description: guide.description,
    author: guide.publisher,
    fhirVersions: guide.fhirVersion,
    dependencies: {
      'hl7.fhir.r4.core': '4.0.1',
      'hl7.terminology.r4': '7.0.1',
      'hl7.fhir.uv.xver-r5.r4': '0.1.0',
    },
    directories: { lib: 'package', example: 'package/example' },
  };
}

function pretty(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
