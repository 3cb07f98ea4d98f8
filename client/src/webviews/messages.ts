/** Messages between panels and their pages: plain values, typed on both ends. */
import type { GraphDto, GraphView, PlaceDto, PortfolioDto, ReadinessDto, RenderKind, TrendResult } from '../../../server/src/protocol/index.ts'

/** What every panel tells its page. */
export type Shown<T> =
  | { readonly type: 'shown'; readonly value: T }
  /** There is nothing to show, and why. */
  | { readonly type: 'nothing'; readonly message: string }
  /** The last value is old: the server is gone, or answered with an error. */
  | { readonly type: 'stale'; readonly message: string }

/** What every page may ask of its panel. */
export type PageRequest =
  | { readonly type: 'open'; readonly place: PlaceDto }
  | { readonly type: 'explain'; readonly rule: string }
  /** Applies the fix at this place in the value shown. */
  | { readonly type: 'fix'; readonly rule: string; readonly place: PlaceDto; readonly title: string }

/** Where the cursor stands in the document, for marking the part that is written there. */
export interface CursorMessage {
  readonly type: 'cursor'
  readonly uri: string
  readonly line: number
}

export type ToArchitecture = Shown<GraphDto> | CursorMessage | { readonly type: 'comparing'; readonly revision: string | null }
export type FromArchitecture =
  | PageRequest
  | { readonly type: 'view'; readonly view: GraphView }
  | { readonly type: 'compare'; readonly on: boolean }
  | { readonly type: 'copy'; readonly what: 'mermaid' | 'svg' }
  | { readonly type: 'save'; readonly what: 'mermaid' | 'svg' }
  /** Bytes of a PNG in base64: the page has the only canvas. */
  | { readonly type: 'savePng'; readonly data: string }

export type ToReadiness = Shown<ReadinessDto>
export type FromReadiness =
  | PageRequest
  | { readonly type: 'tick'; readonly item: string; readonly state: 'done' | 'open' | 'not-applicable'; readonly evidence?: string; readonly reason?: string }
  | { readonly type: 'signOff' }
  | { readonly type: 'report'; readonly kind: RenderKind }

/** The past comes after the rest: it takes longer. */
export type ToPortfolio = Shown<PortfolioDto> | { readonly type: 'trend'; readonly value: TrendResult }
export type FromPortfolio = PageRequest | { readonly type: 'readiness'; readonly uri: string } | { readonly type: 'architecture'; readonly uri: string }
