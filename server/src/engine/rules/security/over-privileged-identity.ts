import { fieldList } from '../../documents/fields.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import { entriesAt, fieldAt, nameOf, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const ALL = /^(?:\*|\*[:/]\*|\*:\*:\*|all|full[- ]?access|admin(?:istrator)?(?:access)?|owner|root|cluster-admin|sudo|roles\/(?:owner|editor))$/i

export default defineRule({
  id: 'PL-SEC-011',
  name: 'over-privileged-identity',
  category: 'security',
  title: 'An identity may do too much',
  kinds: ['model-manifest'],
  severity: ['error', 'warning', 'warning', 'info'],
  satisfiedBy: 'Roles with the permissions they need, and different identities for training and serving',
  why: 'Who takes over such an identity has everything that it may do',
  help: 'List the permissions that are needed, and give training and serving an identity each',
  references: ['NIST SP 800-53 AC-6, least privilege'],
  examples: {
    good: [
      sampleManifest(
        'security: {authz: {model: rbac, roles: [{name: caller, permissions: [score]}]}, identity: {trainingServiceAccount: eta-train, servingServiceAccount: eta-serve}}',
      ),
    ],
    bad: [
      sampleManifest("security: {authz: {model: rbac, roles: [{name: caller, permissions: ['*']}]}}"),
      sampleManifest('security: {identity: {trainingServiceAccount: eta, servingServiceAccount: eta}}', { title: 'One identity for training and serving' }),
    ],
  },
  *check({ document: { root, path } }): Iterable<Report> {
    for (const [list, permissions] of [
      ['spec.security.authz.roles', 'permissions'],
      ['spec.llm.tools', 'scopes'],
    ] as const)
      for (const { node } of entriesAt(root, list)) {
        const broad = broadGrant(node, permissions)
        if (broad) yield { range: fieldAt(node, permissions)!.range, message: `${nameOf(node) ?? 'A role'} has the permission ${broad}; list what it needs` }
      }
    const training = fieldAt(root, 'spec.security.identity.trainingServiceAccount')
    const serving = fieldAt(root, 'spec.security.identity.servingServiceAccount')
    const shared = textAt(root, 'spec.security.identity.servingServiceAccount')
    if (training && serving && shared !== undefined && textAt(root, 'spec.security.identity.trainingServiceAccount') === shared)
      yield { range: serving.range, message: `Training and serving share the identity ${shared}`, related: [{ path, range: training.range, message: 'Training' }] }
  },
})

const broadGrant = (node: YamlNode, permissions: string): string | undefined => fieldList(node, [permissions]).find((permission) => ALL.test(permission.slice(0, 60)))
