import { matchesOf } from '../../text/matches.ts'
import type { Range } from '../../text/range.ts'

export interface FoundSecret {
  readonly range: Range
  /** What it looks like, in words. */
  readonly type: string
}

interface SecretPattern {
  readonly type: string
  readonly pattern: RegExp
  /** Group that holds the secret itself; the whole match without it. */
  readonly group?: number
  /** Least Shannon entropy in bits a character; formats that cannot be anything else need none. */
  readonly entropy?: number
}

/** Formats of keys and passwords. Every pattern begins with fixed letters or has bounded repeats: linear over any text. */
const PATTERNS: readonly SecretPattern[] = [
  { type: 'private key', pattern: /-----BEGIN (?:RSA |EC |DSA |OPENSSH |PGP |ENCRYPTED )?PRIVATE KEY(?: BLOCK)?-----/g },
  { type: 'AWS access key id', pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g, entropy: 2.8 },
  { type: 'GitHub token', pattern: /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36,80}(?![A-Za-z0-9])/g, entropy: 3 },
  { type: 'GitHub token', pattern: /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{22,100}/g, entropy: 3 },
  { type: 'GitLab token', pattern: /(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20,60}/g, entropy: 3 },
  { type: 'Slack token', pattern: /(?<![A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10,120}/g, entropy: 2.8 },
  { type: 'Slack webhook', pattern: /hooks\.slack\.com\/services\/T[A-Z0-9]{6,12}\/B[A-Z0-9]{6,12}\/[A-Za-z0-9]{20,30}/g, entropy: 3 },
  { type: 'API key', pattern: /(?<![A-Za-z0-9_-])sk-(?:proj-|ant-|svcacct-|or-)?[A-Za-z0-9_-]{20,200}/g, entropy: 3.5 },
  { type: 'Stripe key', pattern: /(?<![A-Za-z0-9])(?:sk|rk)_live_[A-Za-z0-9]{16,100}/g, entropy: 3 },
  { type: 'Google API key', pattern: /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/g, entropy: 3.5 },
  { type: 'Hugging Face token', pattern: /(?<![A-Za-z0-9])hf_[A-Za-z0-9]{30,50}(?![A-Za-z0-9_])/g, entropy: 3.3 },
  { type: 'npm token', pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/g, entropy: 3.3 },
  { type: 'SendGrid key', pattern: /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{30,64}/g, entropy: 3.5 },
  { type: 'Azure storage key', pattern: /AccountKey=([A-Za-z0-9+/]{60,100}={0,2})/g, group: 1, entropy: 3.5 },
  {
    type: 'connection string with password',
    pattern:
      /(?<![A-Za-z0-9+.-])(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|mssql|clickhouse|snowflake|https?|s?ftp|ldaps?|kafka)(?:\+[a-z0-9]{1,20})?:\/\/[^\s:/@"'`<>]{1,80}:([^\s:/@"'`<>]{3,120})@[A-Za-z0-9[]/g,
    group: 1,
  },
  { type: 'JSON web token', pattern: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{16,1000}\.eyJ[A-Za-z0-9_-]{16,2000}\.[A-Za-z0-9_-]{20,1000}/g, entropy: 4 },
  {
    type: 'password or key',
    pattern:
      /(?<![A-Za-z0-9])(?:passw(?:or)?d|passphrase|pwd|secret(?:[_-]?(?:access[_-]?)?key)?|api[_-]?key|access[_-]?token|auth[_-]?token|client[_-]?secret|private[_-]?key)["']?[ \t]{0,4}[:=][ \t]{0,4}["'`]?([^\s"'`,;<>{}()[\]|]{8,120})/gi,
    group: 1,
    entropy: 3,
  },
]

/** Words by which documentation shows that no real key is meant. */
const EXAMPLE =
  /example|sample|dummy|placeholder|change[-_]?me|your[-_]|redacted|masked|hidden|secret[-_]?here|not[-_]?(?:a[-_])?real|fake|xxxx|\*{3}|\.{3}|0{6}|1234567|abcdef|insert|replace|todo|test[-_]?key|foo|bar(?![a-z])/i
/** Names of where a secret is kept, instead of the secret. */
const REFERENCE =
  /^(?:\$|%|vault|arn:|projects\/|secret(?:s|ref)?[:/.]|env[.:]|os\.|process\.|ref\+|sops|op:\/\/|https?:|file:|\/|~|@|!|kv[-/]|key[-_]?vault|aws[-/]|gcp[-/]|azure[-/]|none$|null$|true$|false$|stored|rotat|managed|required|optional|enabled|disabled|string$)/i

/** Secrets in a text, in order, overlapping ones once. Linear in the length. */
export function findSecrets(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = []
  for (const { type, pattern, group, entropy } of PATTERNS) {
    for (const match of matchesOf(pattern, text)) {
      const value = group === undefined ? match[0] : (match[group] ?? '')
      const start = group === undefined ? match.index : match.index + match[0].lastIndexOf(value)
      if (type !== 'private key' && EXAMPLE.test(value)) continue
      if (entropy !== undefined && entropyOf(value) < entropy) continue
      if (type === 'password or key' && !looksRandom(value)) continue
      if (type === 'API key' && !/\d/.test(value)) continue
      if (
        type === 'connection string with password' &&
        (isLocalDefault(match[0], text.slice(match.index + match[0].length - 1, match.index + match[0].length + 20)) ||
          REFERENCE.test(value) ||
          /^(?:pass(?:word)?|pwd|pw|secret|token|user)$/i.test(value))
      )
        continue
      found.push({ type, range: { start, end: start + value.length } })
    }
  }
  const sorted = found.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end)
  return sorted.filter((secret, i) => !sorted.slice(Math.max(0, i - 4), i).some((other) => other.range.end > secret.range.start))
}

/** `postgres://aml:aml@localhost`: the login that a container on one's own machine comes with protects nothing. */
function isLocalDefault(address: string, host: string): boolean {
  const [, user, password] = /:\/\/([^:]*):(.*)@.$/.exec(address) ?? []
  return (
    /^(?:localhost|127\.0\.0\.1|\[::1\]|host\.docker)/.test(host) &&
    (user === password || /^(?:postgres|root|admin|guest|minio(?:admin)?|test|dev|local)\d{0,3}$/i.test(password ?? ''))
  )
}

/** What stands behind `password:` is often a sentence or a reference; a secret has letters, digits and no structure. */
function looksRandom(value: string): boolean {
  if (REFERENCE.test(value) || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return false
  if (/^[a-z]+(?:[-_./:][a-z0-9]+)+$/i.test(value) || /^[A-Z0-9_]+$/.test(value) || /^\d+\w{0,3}$/.test(value)) return false
  return /[a-z]/.test(value) && (/[A-Z]/.test(value) || /[^A-Za-z0-9]/.test(value) || value.length >= 20)
}

function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const c of text) counts.set(c, (counts.get(c) ?? 0) + 1)
  let bits = 0
  for (const n of counts.values()) bits -= (n / text.length) * Math.log2(n / text.length)
  return bits
}
