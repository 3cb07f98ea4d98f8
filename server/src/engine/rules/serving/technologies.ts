/** Words that give a reason or a requirement for a choice. */
export const REASON =
  /\b(?:because|since|so that|as (?:we|it|they|the|this|our)|due to|in order to|thanks to|allows?|allowing|enables?|gives?|lets|needed (?:for|by|to)|required (?:for|by|to)|requires?|requirement|reason|rationale|why|therefore|hence|otherwise|advantages?|benefits?|cheaper|faster|simpler|easier|cost|costs|already (?:run|use|have|in use|operate|own|there)|company standard|standard (?:of|at|in)|in[- ]house|existing|our platform|experience|know(?:s|n)? (?:it|how)|adr|trade-?offs?|compared|versus|instead of|rather than|over \w+ because|supports?|low[- ]latency|compliance|licen[cs]e|mandat\w+|policy|chosen|evaluated|benchmark\w*|good (?:fit|enough)|suit\w*|best (?:fit|suited)|proven|ideal|robust|scal(?:e|es|able|ability)|for (?:its|their|the)|to (?:get|keep|avoid|reduce|meet|serve|handle|support|store|ensure|track|manage|orchestrate|monitor|deploy|make|run|build|provide|cache|train|version))\b/i

/** Names of parts that cost much to run, by what people call them. */
export const HEAVY: readonly (readonly [name: string, words: RegExp])[] = [
  ['A feature store', /\b(?:feature store|feast|tecton|hopsworks)\b/i],
  ['A service mesh', /\b(?:service mesh|istio|linkerd)\b/i],
  ['Multi-region operation', /\b(?:multi-?region|active[-/ ]active|several regions|two regions|three regions)\b/i],
  ['Distributed training', /\b(?:distributed training|multi-?node training|horovod|deepspeed|fsdp|parameter servers?)\b/i],
  [
    'A platform of its own',
    /\b(?:custom (?:ml|mlops|serving|training|feature) platform|own (?:ml|mlops|serving|training) platform|build (?:a|our own) (?:ml |mlops )?platform)\b/i,
  ],
]

/** Platforms, stores and providers; choices that are hard to take back. Libraries of a notebook are none. */
export const TOOL =
  /\b(kubernetes|eks|gke|aks|kubeflow|kserve|seldon(?: core)?|bentoml|triton|sagemaker|vertex ai|azure ml|databricks|snowflake|bigquery|redshift|airflow|dagster|prefect|argo workflows|feast|tecton|hopsworks|mlflow|kafka|kinesis|pulsar|flink|spark|ray|pinecone|weaviate|milvus|qdrant|pgvector|opensearch|elasticsearch|redis|cassandra|dynamodb|mongodb|bedrock|azure openai|openai)\b/i

/** Words that choose one. */
export const CHOOSES =
  /\b(?:we (?:will |shall |have decided to |decided to |are going to )?(?:use|go with|choose|chose|adopt|pick|picked|deploy (?:on|with|to)|serve with|build on|rely on)|(?:is|are|will be) (?:used|built on|deployed on|served (?:by|with)|hosted on|run on))\b/i

/** Words with which it is not a choice of this document. */
export const NOT_CHOSEN = /\b(?:not|never|no|instead|rejected|considered|alternative|until now|today|currently|so far|existing|already|was|were|if|might|could|would|same)\b/i
