// Runs SUSHI with a home of its own and no registry to ask, so that every machine gets the same.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const sushi = createRequire(import.meta.url).resolve('fsh-sushi/dist/app.js');
const NO_REGISTRY = 'http://127.0.0.1:9';

// SUSHI looks for three packages in every project. Nothing here uses them.
const EXPECTED = /Failed to load automatically-provided/;

/**
 * Compiles a project with snapshots and returns its resources as {filename, resource}, by name.
 * Throws with SUSHI's own words if it finds an error or has a warning.
 */
export function compile(project, out, home) {
  fs.rmSync(out, { recursive: true, force: true });
  const run = spawnSync(process.execPath, [sushi, 'build', project, '--snapshot', '--out', out], {
    env: { ...process.env, HOME: home, USERPROFILE: home, FPL_REGISTRY: NO_REGISTRY },
    encoding: 'utf8',
  });
  const complaints = (run.stdout.match(/^(error|warn) .*(\n {2}.*)*/gm) ?? [])
    .filter((complaint) => !EXPECTED.test(complaint));
  if (run.status !== 0 || complaints.length > 0) {
    throw new Error([...complaints, run.stderr, `SUSHI refuses ${project}; see above.`].join('\n'));
  }
  const folder = path.join(out, 'fsh-generated/resources');
  return fs.readdirSync(folder).sort().map((filename) => ({
    filename,
    resource: JSON.parse(fs.readFileSync(path.join(folder, filename), 'utf8')),
  }));
}
