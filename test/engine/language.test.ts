import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { foreignLanguage } from '../../server/src/engine/documents/language.ts'
import { parseDocument } from '../../server/src/engine/documents/parse-document.ts'
import { benchmarkFiles, hasBenchmark, hasCorpus, SKIPPED_BENCHMARK, SKIPPED_CORPUS } from '../support/collections.ts'
import { corpusEntries, readText } from '../support/corpus-tree.ts'

const languageOf = (text: string, path = 'docs/design.md'): string | undefined => {
  const { views } = parseDocument({ path, text, previous: undefined, option: undefined, configured: undefined })
  return views[0] && foreignLanguage(views[0])?.code
}

const SAMPLES: Readonly<Record<string, string>> = {
  de: 'Das Modell sagt voraus, welche Kunden kündigen werden, und hilft dem Vertrieb dabei, sie zu halten. Die Daten kommen aus dem Lager und werden jede Nacht neu geladen. Wenn die Schnittstelle nicht erreichbar ist, wird der Wert vom Vortag verwendet. Für die Freigabe ist das Team Datenprodukte zuständig, das auch die Überwachung mit einem Schwellenwert auf die Verteilung der Eingaben betreibt und bei einer Abweichung den alten Stand wieder einspielt.',
  fr: 'Le modèle prédit les clients qui vont partir et aide les commerciaux à les garder. Les données sont chargées chaque nuit dans un entrepôt et contrôlées par une règle sur les valeurs manquantes. Si le service ne répond pas, la valeur de la veille est utilisée pour le calcul. Cette équipe est responsable de la mise en production et du retour à la version précédente dans les dix minutes qui suivent.',
  es: 'El modelo predice los clientes que se van a ir y ayuda a los vendedores a conservarlos. Los datos se cargan cada noche en el almacén y se comprueban con una regla sobre los valores que faltan. Si el servicio no responde se usa el valor del día anterior para el cálculo. El equipo es responsable de la puesta en producción y de volver a la versión anterior en diez minutos como máximo.',
  ru: 'Модель предсказывает, какие клиенты уйдут. Сервис работает на FastAPI, метрика ROC-AUC.',
  zh: '该模型预测哪些客户会流失，并帮助销售团队留住他们。数据每晚加载到仓库中，使用 XGBoost 训练。如果服务不可用，则使用前一天的值进行计算，团队负责上线。',
}

describe('the language of a document', () => {
  for (const [code, text] of Object.entries(SAMPLES)) it(`${code} is told`, () => assert.equal(languageOf(`# Design\n\n${text}\n`), code))

  it('code and a title in another language do not decide', () => {
    assert.equal(languageOf('# Fernwärme Lastprognose\n\nThe model predicts the load of the district heating network for the next day.\n'), undefined)
    assert.equal(languageOf(`# Design\n\nThe model is trained.\n\n\`\`\`text\n${SAMPLES['ru']!.repeat(20)}\n\`\`\`\n`), undefined)
  })

  it('a few words tell nothing', () => assert.equal(languageOf('# Modell\n\nDas ist ein Test.\n'), undefined))

  it('no English document of the benchmark is taken for another', { skip: SKIPPED_BENCHMARK }, () =>
    assert.deepEqual(
      hasBenchmark
        ? benchmarkFiles()
            .filter(({ text }) => languageOf(text) !== undefined)
            .map(({ file }) => file)
        : [],
      [],
    ),
  )

  it('nor is one of our own', () => {
    const folder = join(import.meta.dirname, '../prose/docs')
    assert.deepEqual(
      readdirSync(folder).filter((file) => languageOf(readFileSync(join(folder, file), 'utf8')) !== undefined),
      [],
    )
  })

  it('the Russian designs of the corpus are told, and hardly anything is said of them', { skip: SKIPPED_CORPUS }, (t) => {
    const designs = hasCorpus ? corpusEntries().filter(({ kind, file }) => kind === 'ml-design-doc' && file.endsWith('.md')) : []
    const russian = designs.filter(({ file }) => languageOf(readText(file)) === 'ru')
    t.diagnostic(`${russian.length} of ${designs.length} are Russian`)
    assert.ok(russian.length >= 6)
  })
})
