import type { BareFinding, Finding } from "../../plant/finding.ts";
import { findingText, type Language, RULE_TEXTS, type RuleTexts } from "../../plant/finding-text.ts";

/** What each rule of study files says, by language. */
export const STUDY_TEXTS: Readonly<Record<Language, RuleTexts>> = {
  en: {
    "study/format": [
      "This is no study file: “format” is {found} instead of “taktwerk-study”",
      "Choose a study file (*.study.json), or set “format” to “taktwerk-study” if it is one",
    ],
    "study/newer": [
      "The study has version {found}; this Taktwerk reads versions up to {current}",
      "Update Taktwerk, or set “version” to {current} if the file keeps to it",
    ],
    "study/plantUnreadable": [
      "The plant {file} cannot be read",
      "Name a plant file by its path relative to the study file",
    ],
    "study/plantErrors": [
      "The plant {file} has errors: {problem}",
      "Correct the plant first; taktwerk check tells all that is wrong",
    ],
    "study/scenarioTwice": ["The scenario “{id}” is there twice", "Give one of them another id"],
    "study/scenarioBoth": [
      "The scenario “{id}” has “changes” and a “diff”",
      "Keep one of the two: they are two ways to write the same",
    ],
    "study/scenarioPlant": [
      "The scenario “{id}” makes a plant that cannot run: {problem}",
      "Change the scenario so that this is right again: {remedy}",
    ],
    "study/scenarioDiff": [
      "The diff of scenario “{id}” cannot be applied: {problem}",
      "Record the scenario again on this plant, or write it as “changes”",
    ],
    "study/conflict": [
      "The plant and the scenario “{id}” have both changed {place}: it was {base}, the plant has {ours}, the scenario wants {theirs}",
      "Decide which is right, and write it into the scenario as changed from {ours}",
    ],
    "study/rebased": [
      "The plant has changed since the scenario “{id}” was recorded; its change was carried over",
      "Nothing; look at the scenario's differences once",
    ],
    "study/unknownScenario": ["There is no scenario “{id}”", "Name one of: {known}"],
    "study/changeTarget": [
      "The plant has nothing called “{step}” at “{path}”",
      "Write the path as list/id/member, such as elements/B3/capacity; a member that is new needs all around it to be there",
    ],
    "study/changeValue": [
      "What “{path}” is set to is not called “{step}”",
      "Give an object with that id; of a connection just true",
    ],
    "study/changeTimes": [
      "“{path}” cannot be multiplied like this",
      'Write {"$times": factor} with a factor above 0, at a number or a time',
    ],
    "study/changeShifts": [
      "“{path}” is no shift calendar or pool of workers, or what it is set to is no shift model for it",
      'Write calendars/ID or resources/POOL with {"$shifts": …}: “shifts” of early, late, night; “extra” such as saturdayEarly; “breaks” common, staggered or relief (of a pool that has breaks.relief); “crews” from the number of shifts to 4; “hoursPerWeek”; “holidays” [day, …]; “additional” [{"day": 5, "shift": "early"}, …] that are not worked anyway, and “cancelled” likewise of those that are, none on holidays',
    ],
    "study/responseTwice": ["The response “{id}” is there twice", "Give one of them another id"],
    "study/unknownResponse": ["There is no response “{id}”", "Name one of: {known}"],
    "study/measure": ["The results of this plant have no number “{measure}”", "{hint}"],
    "study/direction": [
      "It is not said which values of “{id}” are better",
      "Add “better”: “larger” or “smaller” to the response",
    ],
    "study/statistic": [
      "The comparison {method} needs means, and “{id}” is a quantile or a chance",
      "Compare a response whose statistic is the mean",
    ],
    "study/warmup": [
      "The warm-up of {warmup} s does not end before the horizon of {horizon} s",
      "Set “warmup” below “horizon”",
    ],
    "study/precision": [
      "The wanted precision says neither “halfWidth” nor “relative”, or both",
      "Give one of them",
    ],
    "study/batches": [
      "Batch means come from one long run of each scenario, and {what} needs replications",
      "Leave out “method”: “batchMeans”, or leave out what needs replications",
    ],
    "study/deadlineTwice": ["The deadline “{id}” is there twice", "Give one of them another id"],
    "study/deadlineTime": [
      "The deadline “{id}” at {by} s is not between the warm-up ({warmup} s) and the horizon ({horizon} s)",
      "Set “by” between them, or run longer",
    ],
    "study/deadlineSink": ["There is no sink “{id}”", "Name one of: {known}"],
    "study/inputTwice": ["The input “{id}” is there twice", "Give one of them another id"],
    "study/inputError": [
      "How uncertain the input “{id}” is, is not said in one way",
      "Give one of “relativeError”, “observations” (with “variation”), or “factors” (with “confidence”)",
    ],
    "study/inputRange": [
      "The input “{id}” would be uncertain by {percent} %",
      "Give a range with the smaller factor first, and a standard error below 100 %: more observations, or less variation",
    ],
    "study/inputPlant": [
      "The plant cannot run with the input “{id}” {percent} % larger or smaller: {problem}",
      "Name a time or number that may be anything near its value; what must be whole, such as a capacity, is no uncertain input",
    ],
    "study/tooFew": ["{count} replications are too few for {what}", "Set “replications” to at least {least}"],
    "study/linkNone": [
      "There is no study in this link",
      "Copy the whole link; the study follows “#study=” at its end",
    ],
    "study/linkNewer": [
      "The link has version {found}; this Taktwerk reads version {current}",
      "Update Taktwerk, or ask for the study as a file",
    ],
    "study/linkBroken": [
      "The study in the link is damaged",
      "Copy the link again: mail and chat programs cut long links short; or ask for the study as a file",
    ],
    "study/linkLong": [
      "The study is too large for a link: {size} of at most {limit} characters",
      "Pass it on as a file, or leave out of the plant what the question does not need",
    ],
    "study/linkPlant": [
      "The study names the plant file {file}, which a link cannot carry along",
      "Put the plant itself into the study, as --save does",
    ],
  },
  de: {
    "study/format": [
      "Das ist keine Studie: „format“ ist {found} statt „taktwerk-study“",
      "Wähle eine Studie (*.study.json), oder setze „format“ auf „taktwerk-study“, wenn es eine ist",
    ],
    "study/newer": [
      "Die Studie hat Version {found}; dieses Taktwerk liest Versionen bis {current}",
      "Aktualisiere Taktwerk, oder setze „version“ auf {current}, wenn die Datei sich daran hält",
    ],
    "study/plantUnreadable": [
      "Die Fabrik {file} kann nicht gelesen werden",
      "Nenne eine Fabrikdatei mit ihrem Pfad relativ zur Studie",
    ],
    "study/plantErrors": [
      "Die Fabrik {file} hat Fehler: {problem}",
      "Berichtige zuerst die Fabrik; taktwerk check nennt alle Fehler",
    ],
    "study/scenarioTwice": ["Das Szenario „{id}“ gibt es zweimal", "Gib einem von beiden eine andere id"],
    "study/scenarioBoth": [
      "Das Szenario „{id}“ hat „changes“ und einen „diff“",
      "Behalte eines von beiden: es sind zwei Schreibweisen für dasselbe",
    ],
    "study/scenarioPlant": [
      "Das Szenario „{id}“ ergibt eine Fabrik, die nicht laufen kann: {problem}",
      "Ändere das Szenario so, dass es wieder stimmt: {remedy}",
    ],
    "study/scenarioDiff": [
      "Der Diff des Szenarios „{id}“ lässt sich nicht anwenden: {problem}",
      "Nimm das Szenario an dieser Fabrik neu auf, oder schreibe es als „changes“",
    ],
    "study/conflict": [
      "Die Fabrik und das Szenario „{id}“ haben beide {place} geändert: es war {base}, die Fabrik hat {ours}, das Szenario will {theirs}",
      "Entscheide, was gilt, und schreibe es ins Szenario als geändert von {ours}",
    ],
    "study/rebased": [
      "Die Fabrik hat sich geändert, seit das Szenario „{id}“ aufgenommen wurde; seine Änderung wurde übertragen",
      "Nichts; sieh dir die Unterschiede des Szenarios einmal an",
    ],
    "study/unknownScenario": ["Es gibt kein Szenario „{id}“", "Nenne eines von: {known}"],
    "study/changeTarget": [
      "Die Fabrik hat nichts namens „{step}“ bei „{path}“",
      "Schreibe den Pfad als Liste/id/Feld, etwa elements/B3/capacity; was ein neues Feld umgibt, muss vorhanden sein",
    ],
    "study/changeValue": [
      "Was bei „{path}“ stehen soll, heißt nicht „{step}“",
      "Gib ein Objekt mit dieser id an; bei einer Verbindung nur true",
    ],
    "study/changeTimes": [
      "„{path}“ lässt sich so nicht vervielfachen",
      'Schreibe {"$times": Faktor} mit einem Faktor über 0, bei einer Zahl oder Zeit',
    ],
    "study/changeShifts": [
      "„{path}“ ist kein Schichtkalender und keine Gruppe von Werkern, oder was dort stehen soll, ist kein Schichtmodell dafür",
      'Schreibe calendars/ID oder resources/GRUPPE mit {"$shifts": …}: „shifts“ aus early, late, night; „extra“ wie saturdayEarly; „breaks“ common, staggered oder relief (bei einer Gruppe mit breaks.relief); „crews“ von der Zahl der Schichten bis 4; „hoursPerWeek“; „holidays“ [Tag, …]; „additional“ [{"day": 5, "shift": "early"}, …], die nicht ohnehin gearbeitet werden, und ebenso „cancelled“ mit solchen, die es werden, keine auf Feiertagen',
    ],
    "study/responseTwice": ["Die Zielgröße „{id}“ gibt es zweimal", "Gib einer von beiden eine andere id"],
    "study/unknownResponse": ["Es gibt keine Zielgröße „{id}“", "Nenne eine von: {known}"],
    "study/measure": ["Die Ergebnisse dieser Fabrik haben keine Zahl „{measure}“", "{hint}"],
    "study/direction": [
      "Es fehlt, welche Werte von „{id}“ besser sind",
      "Ergänze „better“: „larger“ oder „smaller“ bei der Zielgröße",
    ],
    "study/statistic": [
      "Der Vergleich {method} braucht Mittelwerte, und „{id}“ ist ein Quantil oder eine Wahrscheinlichkeit",
      "Vergleiche eine Zielgröße, deren Statistik der Mittelwert ist",
    ],
    "study/warmup": [
      "Der Einschwingvorgang von {warmup} s endet nicht vor dem Horizont von {horizon} s",
      "Setze „warmup“ kleiner als „horizon“",
    ],
    "study/precision": [
      "Die gewünschte Genauigkeit nennt weder „halfWidth“ noch „relative“, oder beides",
      "Gib eines davon an",
    ],
    "study/batches": [
      "Batch-Mittel stammen aus einem langen Lauf je Szenario, und {what} braucht Replikationen",
      "Lass „method“: „batchMeans“ weg, oder lass weg, was Replikationen braucht",
    ],
    "study/deadlineTwice": ["Den Termin „{id}“ gibt es zweimal", "Gib einem von beiden eine andere id"],
    "study/deadlineTime": [
      "Der Termin „{id}“ bei {by} s liegt nicht zwischen Einschwingvorgang ({warmup} s) und Horizont ({horizon} s)",
      "Setze „by“ dazwischen, oder lass länger laufen",
    ],
    "study/deadlineSink": ["Es gibt keine Senke „{id}“", "Nenne eine von: {known}"],
    "study/inputTwice": ["Die Eingangsgröße „{id}“ kommt zweimal vor", "Gib einer davon eine andere id"],
    "study/inputError": [
      "Wie unsicher die Eingangsgröße „{id}“ ist, ist nicht auf eine Art gesagt",
      "Gib eines von „relativeError“, „observations“ (mit „variation“) oder „factors“ (mit „confidence“) an",
    ],
    "study/inputRange": [
      "Die Eingangsgröße „{id}“ wäre um {percent} % unsicher",
      "Gib einen Bereich mit dem kleineren Faktor zuerst und einen Standardfehler unter 100 % an: mehr Beobachtungen oder weniger Streuung",
    ],
    "study/inputPlant": [
      "Die Anlage kann mit der Eingangsgröße „{id}“, {percent} % größer oder kleiner, nicht laufen: {problem}",
      "Nenne eine Zeit oder Zahl, die nahe ihrem Wert beliebig sein darf; was ganz sein muss, wie eine Kapazität, ist keine unsichere Eingangsgröße",
    ],
    "study/tooFew": [
      "{count} Replikationen sind zu wenige für {what}",
      "Setze „replications“ auf mindestens {least}",
    ],
    "study/linkNone": [
      "In diesem Link ist keine Studie",
      "Kopiere den ganzen Link; die Studie folgt an seinem Ende auf „#study=“",
    ],
    "study/linkNewer": [
      "Der Link hat Version {found}; dieses Taktwerk liest Version {current}",
      "Aktualisiere Taktwerk, oder lass dir die Studie als Datei geben",
    ],
    "study/linkBroken": [
      "Die Studie im Link ist beschädigt",
      "Kopiere den Link noch einmal: Mail- und Chatprogramme kürzen lange Links; oder lass dir die Studie als Datei geben",
    ],
    "study/linkLong": [
      "Die Studie ist zu groß für einen Link: {size} von höchstens {limit} Zeichen",
      "Gib sie als Datei weiter, oder lass in der Fabrik weg, was die Frage nicht braucht",
    ],
    "study/linkPlant": [
      "Die Studie nennt die Fabrikdatei {file}, die ein Link nicht mitnehmen kann",
      "Nimm die Fabrik selbst in die Studie auf, wie es --save tut",
    ],
  },
};

/** A finding of a study file, or of the plant in it, with its words. */
export function studyFindingText(finding: BareFinding, language: Language): Finding {
  return findingText(finding, language, {
    ...RULE_TEXTS[language],
    ...STUDY_TEXTS[language],
  });
}
