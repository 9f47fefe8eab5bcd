import {askDiagnose, askHostKey, type DiagnoseDialogue} from '../../src/prompts/diagnose.js'
import {createStyle} from '../../src/report/style.js'
import {wrap} from '../../src/report/visible.js'

/** Asks as `dc diagnose` does, and prints the answers: for tests in a terminal. The dialogue comes as JSON in the first argument. */
const [kind, given = '{}'] = process.argv.slice(2)
const style = createStyle({color: false, boxes: false, width: process.stdout.columns})

if (kind === 'host-key') {
  const trusted = await askHostKey(
    {type: 'ssh-ed25519\u001B[2J', fingerprint: 'SHA256:abc', expected: null, trust: 'none'},
    'files.example:22',
  )
  process.stdout.write(`trusted: ${String(trusted)}\n`)
} else {
  const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text)
  const reply = await askDiagnose(
    {
      given: {},
      symptoms: [
        {id: 'no-product-ids', symptom: 'The product column is empty'},
        {id: 'files-not-received', symptom: 'No file arrives'},
      ],
      integrations: [
        {id: 'spring', name: 'Spring', partner: 'silverpop', location: 'sftp://files.example/out', segments: ['purchases', 'vip']},
        {id: 'autumn', name: 'Autumn', partner: 'responsys', location: null, segments: []},
      ],
      pinned: null,
      whyNoDay: (text) => (isDay(text) ? undefined : `${text} is no day`),
      whyNoPlace: (text) => (text.startsWith('no') ? `there is no ${text}` : undefined),
      ...(JSON.parse(given) as Partial<DiagnoseDialogue>),
    },
    {
      width: style.width,
      unicode: true,
      bold: style.bold,
      dim: style.dim,
      accent: (text) => text,
      error: (text) => text,
      warning: (text) => text,
      good: (text) => text,
      wrap,
    },
  )
  process.stdout.write(`answers: ${JSON.stringify(reply)}\n`)
}
