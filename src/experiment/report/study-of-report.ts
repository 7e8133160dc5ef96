/** The study inside a report, as text; undefined where there is none. */
export function studyOfReport(html: string): string | undefined {
  return /<script type="application\/json" id="taktwerk-study">([^<]*)<\/script>/.exec(html)?.[1];
}
