import { parseArgs } from 'node:util'
import type { ParseArgsConfig } from 'node:util'
import { nearest } from '../engine/index.ts'
import { UsageError } from './exit.ts'

/** One option: how it is parsed and what the help says about it. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  readonly multiple?: boolean
  /** Shown for the value in the help: `FILE`. */
  readonly value?: string
  readonly description: string
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>

/** An option or a path, in the order given. */
export interface Token {
  readonly name: string | undefined
  readonly value: string | undefined
}

export interface Parsed {
  readonly paths: readonly string[]
  /** The last value given for an option. */
  text(name: string): string | undefined
  flag(name: string): boolean
  /** Options in the order given. */
  readonly tokens: readonly Token[]
}

/** Parses the arguments of one command. Unknown options and missing values are usage errors that name the nearest option. */
export function parseArguments(command: string, args: readonly string[], specs: OptionSpecs): Parsed {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { type, short, multiple }]) => [name, { type, ...(short ? { short } : {}), ...(multiple ? { multiple } : {}) }]),
  ) as NonNullable<ParseArgsConfig['options']>
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true })
  const paths: string[] = []
  const found: Token[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') paths.push(token.value)
    if (token.kind !== 'option') continue
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined
    if (!spec) throw unknownOption(command, token.rawName, specs)
    if (spec.type === 'string' && (token.value === undefined || (token.value.startsWith('--') && !token.inlineValue)))
      throw new UsageError(`${token.rawName} needs a value: ${token.rawName} ${spec.value ?? 'VALUE'}`)
    if (spec.type === 'boolean' && token.value !== undefined) throw new UsageError(`${token.rawName} takes no value`)
    found.push({ name: token.name, value: token.value })
  }
  return {
    paths,
    tokens: found,
    text: (name) => found.findLast((token) => token.name === name)?.value,
    flag: (name) => found.some((token) => token.name === name),
  }
}

function unknownOption(command: string, rawName: string, specs: OptionSpecs): UsageError {
  const near = nearest(rawName.replace(/^-+/, ''), Object.keys(specs), 3)
  return new UsageError(`unknown option ${rawName} of ${command}`, near === undefined ? `plumbline ${command} --help lists the options` : `did you mean --${near}?`)
}

/** One of a fixed set of values, or a usage error that lists them. */
export function oneOf<T extends string>(option: string, value: string | undefined, values: readonly T[]): T | undefined {
  if (value === undefined) return undefined
  const found = values.find((candidate) => candidate === value)
  if (found !== undefined) return found
  const near = nearest(value, values)
  throw new UsageError(`${option} ${value}: not one of ${values.join(', ')}`, near === undefined ? undefined : `did you mean ${near}?`)
}

/** The options of a command as the help shows them. */
export function optionLines(specs: OptionSpecs): string {
  const rows = Object.entries(specs).map(([name, { short, value, description }]) => [`${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`, description] as const)
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}
