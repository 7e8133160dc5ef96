import type { RuleTexts } from "./finding-text.ts";

/** What the rules about lines to balance say, in German. */
export const BALANCE_TEXTS_DE: RuleTexts = {
  "balance/unreadable": ["Die Datei lässt sich nicht lesen ({problem})", "Nennen Sie eine vorhandene Datei"],

  "balance/format": [
    "Das ist keine Austaktungsdatei: „format“ ist {found} statt „taktwerk-balance“",
    "Wählen Sie eine Austaktungsdatei, oder setzen Sie „format“ auf „taktwerk-balance“, wenn es eine ist",
  ],
  "balance/sameId": ["„{id}“ gibt es zweimal", "Benennen Sie einen der beiden um, oder entfernen Sie ihn"],
  "balance/unknownName": [
    "{what} „{name}“ gibt es nicht{near}",
    "Berichtigen Sie den Namen, oder ergänzen Sie, was er nennt",
  ],
  "balance/needs": [
    "„{key}“ bedeutet nichts ohne „{other}“",
    "Ergänzen Sie „{other}“, oder entfernen Sie „{key}“",
  ],

  "balance/in2Count": [
    "Die Anzahl der Vorgänge fehlt: gefunden „{found}“",
    "Beginnen Sie die Datei mit der Anzahl der Vorgänge",
  ],
  "balance/in2Time": [
    "Die Zeit von Vorgang {task} von {count} fehlt oder ist keine Zahl: „{found}“",
    "Geben Sie für jeden Vorgang eine Zeit je Zeile an",
  ],
  "balance/in2Relation": [
    "„{found}“ ist keine Vorrangbeziehung",
    "Schreiben Sie Beziehungen als „3,7“ und am Ende „-1,-1“",
  ],
  "balance/in2End": ["Die Endmarke fehlt", "Schließen Sie die Beziehungen mit „-1,-1“ ab"],

  "balance/albCount": [
    "{count} Vorgänge sind angekündigt, aber {found} Zeiten angegeben",
    "Berichtigen Sie <number of tasks>, oder vervollständigen Sie <task times>",
  ],
  "balance/albSectionTwice": ["Der Abschnitt <{title}> steht zweimal da", "Entfernen Sie einen der beiden"],
  "balance/albOutside": [
    "„{found}“ steht vor dem ersten Abschnitt",
    "Beginnen Sie mit einer Überschrift wie <number of tasks>",
  ],
  "balance/albEnd": ["Die Endmarke fehlt", "Schließen Sie die Datei mit <end> ab"],
  "balance/albNumber": [
    "<{title}> fehlt oder ist keine Zahl",
    "Ergänzen Sie den Abschnitt <{title}> mit einer Zahl",
  ],
  "balance/albSection": [
    "<{title}> fehlt",
    "Ergänzen Sie den Abschnitt; <precedence relations> darf leer sein",
  ],
  "balance/albTask": [
    "„{found}“ ist kein Vorgang mit seiner Zeit",
    "Schreiben Sie den Vorgang und seine Zeit, etwa „4 214“",
  ],
  "balance/albRelation": ["„{found}“ ist keine Vorrangbeziehung", "Schreiben Sie Beziehungen als „3,7“"],

  "balance/tableRow": [
    "„{found}“ ist kein Vorgang mit seiner Zeit",
    "Geben Sie die Spalten Vorgang, Zeit und Vorgänger an",
  ],
  "balance/tableEmpty": [
    "Die Tabelle hat keine Vorgänge",
    "Fügen Sie mindestens eine Zeile ein: Vorgang, Zeit, Vorgänger",
  ],

  "balance/batchHeading": [
    "Die Liste hat keine Spalte namens file",
    "Beginnen Sie sie mit einer Überschrift wie file,cycle",
  ],
  "balance/batchRow": [
    "„{file}“ braucht genau eine positive Zahl: eine Taktzeit oder Stationen",
    "Berichtigen Sie die Zeile",
  ],
  "balance/noLines": [
    "Das Werk hat keine Linie zum Austakten",
    "Ergänzen Sie Tätigkeiten im Fenster zum Austakten, oder nennen Sie ein anderes Werk",
  ],
  "balance/whichLine": [
    "Es ist keine Linie gewählt, oder das Werk hat keine mit dieser Kennung",
    "Wählen Sie eine mit --line, oder in der Spalte line einer Liste: {known}",
  ],
  "balance/movesNumber": ["„{found}“ ist keine Zahl von Umzügen", "Geben Sie eine ganze Zahl ab 0 an"],
  "balance/taktTooShort": [
    "Ein Takt von {takt} s lässt neben {repositioning} s Umsetzzeit keine Zeit für Arbeit",
    "Geben Sie in der Liste eine längere Taktzeit an",
  ],
  "balance/noCycle": [
    "„{file}“ hat keine Taktzeit",
    "Geben Sie in der Liste eine Taktzeit oder Stationen an",
  ],

  "balance/noTasks": ["Es gibt keine Vorgänge", "Ergänzen Sie mindestens einen Vorgang"],
  "balance/unnamedTask": ["Ein Vorgang hat keinen Namen", "Geben Sie jedem Vorgang einen Namen"],
  "balance/repeatedTask": [
    "Den Vorgang „{task}“ gibt es zweimal",
    "Entfernen Sie einen der beiden, oder benennen Sie ihn um",
  ],
  "balance/timeNoNumber": [
    "Die Zeit von Vorgang „{task}“ ist keine Zahl",
    "Geben Sie eine Zeit an, etwa 12,5",
  ],
  "balance/timeNegative": [
    "Die Zeit von Vorgang „{task}“ ist negativ ({time})",
    "Geben Sie null oder mehr an",
  ],
  "balance/relationUnknown": [
    "Eine Beziehung nennt den unbekannten Vorgang „{task}“",
    "Ergänzen Sie den Vorgang, oder berichtigen Sie den Namen",
  ],
  "balance/tooFine": [
    "Die Zeiten sind zu groß oder zu fein unterteilt, um sich genau zu addieren",
    "Verwenden Sie eine gröbere Einheit oder weniger Dezimalstellen, etwa Sekunden mit zwei Stellen",
  ],
  "balance/circular": ["Der Vorrang ist ein Kreis: {circle}", "Entfernen Sie eine dieser Beziehungen"],

  "balance/unknownTask": [
    "{where} nennt den unbekannten Vorgang „{task}“",
    "Ergänzen Sie den Vorgang, oder berichtigen Sie den Namen",
  ],
  "balance/amount": [
    "{where} hat {found} für den Vorgang „{task}“",
    "Geben Sie eine Zahl von null oder mehr an",
  ],
  "balance/stationNumbers": [
    "Die Stationen von Vorgang „{task}“ sind nicht lauter ganze Zahlen ab 1",
    "Zählen Sie die Stationen auf: 1, 2, …",
  ],
  "balance/certainty": [
    "Die Sicherheit {found} liegt nicht zwischen 0,5 und 1",
    "Geben Sie eine Wahrscheinlichkeit wie 0,95 an",
  ],
  "balance/shares": [
    "Die Anteile der Modelle oder die Überlast sind nicht schlüssig",
    "Geben Sie Anteile von null oder mehr an, nicht alle null, und eine Überlast von null oder mehr",
  ],
  "balance/notTogether": ["{one} und {other} lassen sich nicht verbinden", "Lassen Sie eines davon weg"],
  "balance/tooManyModes": [
    "Eine Station ließe sich auf {found} Arten besetzen; höchstens {most} werden versucht",
    "Fassen Sie gleiche Mitarbeiter oder Stationstypen zusammen, oder erlauben Sie weniger parallele Arbeitsplätze",
  ],
  "balance/limit": ["{where} hat {found}", "Geben Sie eine Zahl von null oder mehr an"],
  "balance/parallel": [
    "{found} ist keine mögliche Anzahl paralleler Arbeitsplätze",
    "Geben Sie eine ganze Zahl von 1 bis {most} an",
  ],
  "balance/budget": ["Das Budget ist {found}", "Geben Sie eine Zahl von null oder mehr an"],
  "balance/count": ["Von {where} gibt es {found}", "Geben Sie eine ganze Zahl von null oder mehr an"],
  "balance/pace": [
    "{where} hat das Tempo {found}",
    "Geben Sie einen Faktor auf die Zeiten über null an, etwa 1,2",
  ],
  "balance/noWorkers": [
    "Der Vorgang „{task}“ braucht die Fähigkeit „{name}“, aber es sind keine Mitarbeiter angegeben",
    "Ergänzen Sie Mitarbeiter mit dieser Fähigkeit, oder lassen Sie die Fähigkeit weg",
  ],
  "balance/noStationTypes": [
    "Der Vorgang „{task}“ braucht die Ausrüstung „{name}“, aber es sind keine Stationstypen angegeben",
    "Ergänzen Sie einen Stationstyp mit dieser Ausrüstung, oder lassen Sie die Ausrüstung weg",
  ],
  "balance/moves": [
    "{found} ist keine mögliche Anzahl von Umzügen",
    "Geben Sie eine ganze Zahl von null oder mehr an",
  ],
  "balance/twiceToday": [
    "Der Vorgang „{task}“ steht heute an zwei Stationen",
    "Lassen Sie ihn an einer davon",
  ],
  "balance/noCosts": [
    "Nichts auf dieser Linie hat Kosten, die am geringsten sein könnten",
    "Geben Sie Mitarbeitern oder Stationstypen Kosten, oder fragen Sie nach den wenigsten Stationen",
  ],
};
