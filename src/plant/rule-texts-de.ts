import type { RuleTexts } from "./finding-text.ts";

/** What each rule says, in German. */
export const RULE_TEXTS_DE: RuleTexts = {
  "file/unreadable": [
    "{file} lässt sich nicht lesen: {problem}",
    "Nennen Sie eine vorhandene Fabrikdatei, etwa scenes/hello-line.plant.json",
  ],
  "file/notUtf8": [
    "{file} ist kein Text in UTF-8",
    "Speichern Sie sie als UTF-8, oder wählen Sie eine Fabrikdatei",
  ],

  "text/empty": ["Die Datei ist leer", "Wählen Sie eine andere Datei, oder speichern Sie diese erneut"],
  "text/tooLarge": [
    "Die Datei hat {size} Zeichen; höchstens {limit} werden gelesen",
    "Teilen Sie sie auf mehrere Dateien auf",
  ],
  "text/tooDeep": [
    "Objekte und Listen sind mehr als {limit}-fach geschachtelt",
    "Keine Datei braucht das: Suchen Sie eine fehlende schließende Klammer, oder wählen Sie eine andere Datei",
  ],
  "text/syntax": ["Das ist kein gültiges JSON: {problem}", "Berichtigen Sie den Text in dieser Zeile"],
  "text/comment": [
    "Hier steht ein Kommentar, den JSON nicht kennt",
    "Entfernen Sie ihn, oder schreiben Sie ihn in das Feld „notes“",
  ],
  "text/trailingComma": [
    "Nach diesem Komma folgt nichts",
    "Entfernen Sie das Komma vor der schließenden Klammer",
  ],
  "text/duplicateKey": ["Das Feld „{key}“ steht zweimal im selben Objekt", "Entfernen Sie eines der beiden"],
  "text/unsafeKey": [
    "Der Name „{key}“ hat in JavaScript eine eigene Bedeutung und wird abgelehnt",
    "Verwenden Sie einen anderen Namen",
  ],
  "text/notAnObject": [
    "Die Datei enthält {found} statt einer Fabrik",
    "Eine Fabrikdatei beginnt mit { und endet mit }",
  ],
  "text/more": ["Es gibt {count} weitere Befunde", "Beheben Sie zuerst die gezeigten, und prüfen Sie erneut"],

  "version/format": [
    "Das ist keine Fabrikdatei: „format“ ist {found} statt „taktwerk-plant“",
    "Wählen Sie eine Fabrikdatei, oder setzen Sie „format“ auf „taktwerk-plant“, wenn es eine ist",
  ],
  "version/missing": ["Die Version der Datei fehlt", 'Ergänzen Sie "version": {current}'],
  "version/invalid": [
    "Die Version ist {found}; sie muss eine ganze Zahl ab 1 sein",
    'Setzen Sie "version": {current}',
  ],
  "version/newer": [
    "Die Datei hat Version {found}; dieses Taktwerk liest Versionen bis {current}",
    "Aktualisieren Sie Taktwerk, oder speichern Sie die Datei dort in einer älteren Version",
  ],
  "version/step": [
    "Die Datei der Version {from} ließ sich nicht auf Version {to} bringen: {problem}",
    "Prüfen Sie die Datei gegen das Schema der Version {from}",
  ],

  "schema/unknownKey": [
    "Das Feld „{key}“ ist hier nicht bekannt",
    "Entfernen Sie es, oder verwenden Sie eines von: {known}",
  ],
  "schema/misspeltKey": ["Das Feld „{key}“ ist hier nicht bekannt", "Meinten Sie „{near}“?"],
  "schema/missing": ["Das Feld „{key}“ fehlt", "Ergänzen Sie „{key}“: {expected}"],
  "schema/type": ["„{key}“ ist {found}", "Erwartet wird: {expected}"],
  "schema/choice": [
    "„{key}“ ist {found}, und das ist keiner der möglichen Werte",
    "Verwenden Sie einen von: {choices}",
  ],
  "schema/tooSmall": ["„{key}“ ist {found}, und das ist zu klein", "Geben Sie mindestens {bound} {unit} an"],
  "schema/notAbove": ["„{key}“ ist {found}, und das ist zu klein", "Geben Sie mehr als {bound} {unit} an"],
  "schema/tooLarge": ["„{key}“ ist {found}, und das ist zu groß", "Geben Sie höchstens {bound} {unit} an"],
  "schema/tooFew": [
    "„{key}“ hat {found} Einträge; nötig sind mindestens {bound}",
    "Ergänzen Sie die fehlenden",
  ],
  "schema/tooMany": [
    "„{key}“ hat {found} Einträge; erlaubt sind höchstens {bound}",
    "Entfernen Sie die überzähligen",
  ],
  "schema/tooLong": ["„{key}“ hat {found} Zeichen; erlaubt sind höchstens {bound}", "Kürzen Sie den Text"],
  "schema/emptyText": ["„{key}“ ist leer", "Geben Sie einen Text mit mindestens einem Zeichen an"],
  "schema/id": [
    "{found} kann keine Kennung sein",
    "Verwenden Sie 1 bis 64 Buchstaben, Ziffern und _ - . : und beginnen Sie mit Buchstabe, Ziffer oder _",
  ],
  "schema/colour": ["{found} ist keine Farbe", "Schreiben Sie # und sechs Hexadezimalziffern, etwa #0072B2"],
  "schema/url": [
    "{found} ist keine Adresse",
    "Schreiben Sie eine vollständige Adresse, etwa https://example.org/seite",
  ],
  "schema/pointer": [
    "{found} benennt kein Feld dieses Objekts",
    "Schreiben Sie einen JSON-Zeiger, der mit / beginnt, etwa /cycleTime",
  ],
  "schema/other": ["„{key}“ passt nicht: {problem}", "Vergleichen Sie es mit scenes/plant.schema.json"],

  "id/duplicate": [
    "Die Kennung „{id}“ kommt unter {collection} mehrfach vor",
    "Geben Sie einem davon eine andere Kennung",
  ],
  "id/reserved": [
    "Die Kennung „{id}“ hat in JavaScript eine eigene Bedeutung",
    "Verwenden Sie eine andere Kennung",
  ],
  "id/duplicateConnection": [
    "„{from}“ ist mehrfach mit „{to}“ verbunden",
    "Entfernen Sie eine der Verbindungen",
  ],
  "id/duplicateTag": [
    "Der Messwert „{metric}“ ist an {signal} von „{first}“ und von „{second}“ gebunden",
    "Binden Sie jeden Messwert an ein Element",
  ],
  "tag/noVehicle": [
    "Die Metrik „{metric}“ ist an Fahrzeug {vehicle} von „{id}“ gebunden, das {vehicles} hat",
    "Nennen Sie ein Fahrzeug von 1 bis {vehicles}, oder geben Sie der Flotte mehr",
  ],
  "tag/noBattery": [
    "Die Metrik „{metric}“ nennt die Batterie von Fahrzeug {vehicle} von „{id}“, das keine hat",
    "Geben Sie der Flotte eine Batterie, oder nehmen Sie das Signal heraus",
  ],

  "reference/dangling": ["{what} „{id}“ gibt es nicht", "Legen Sie es an, oder nennen Sie etwas Vorhandenes"],
  "reference/misspelt": ["{what} „{id}“ gibt es nicht", "Meinten Sie „{near}“?"],
  "reference/provenance": [
    "Die Herkunft „{pointer}“ benennt nichts in diesem Objekt",
    "Verweisen Sie auf ein vorhandenes Feld, oder entfernen Sie sie",
  ],

  "hierarchy/circular": [
    "Die Hierarchie läuft im Kreis: {circle}",
    "Nehmen Sie einer dieser Einheiten die übergeordnete Einheit weg",
  ],
  "hierarchy/level": [
    "„{id}“ gehört zur Ebene {level}, die übergeordnete Einheit „{parent}“ aber zur Ebene {parentLevel}",
    "Übergeordnete Einheiten stehen höher: enterprise, site, area, line, in dieser Reihenfolge",
  ],

  "flow/unconnected": [
    "„{id}“ hat keine Verbindungen, also kommt nie ein Teil dorthin",
    "Verbinden Sie es, oder entfernen Sie es",
  ],
  "flow/unreachable": [
    "Keine Quelle führt zu „{id}“, also kommt nie ein Teil dorthin",
    "Verbinden Sie es mit etwas, durch das Teile kommen",
  ],
  "flow/deadEnd": [
    "Teile in „{id}“ kommen zu keiner Senke, also staut sich alles davor",
    "Verbinden Sie es so, dass Teile zu einer Senke gelangen",
  ],
  "flow/sourceInput": [
    "„{to}“ ist eine Quelle, also kann von „{from}“ nichts hineinfließen",
    "Drehen Sie die Verbindung um, oder entfernen Sie sie",
  ],
  "flow/sinkOutput": [
    "„{from}“ ist eine Senke, also kann nichts zu „{to}“ hinausfließen",
    "Drehen Sie die Verbindung um, oder entfernen Sie sie",
  ],
  "flow/selfConnection": [
    "„{id}“ ist mit sich selbst verbunden",
    "Entfernen Sie die Verbindung, oder führen Sie sie über einen Puffer",
  ],
  "flow/noWaitingRoom": [
    "Teile laufen im Kreis zwischen {ids}, und nirgends dazwischen ist Platz zum Warten: sobald jede Station ein Teil für die nächste hat, stehen alle für immer",
    "Einen Puffer in den Kreis setzen, oder weniger Teile hineinlassen, als er Plätze hat (CONWIP über diese)",
  ],
  "flow/noSource": [
    "Die Fabrik hat keine Quelle, also wird nichts geschehen",
    "Ergänzen Sie eine Quelle, und verbinden Sie sie",
  ],

  "routing/notConnected": [
    "„{id}“ leitet Teile zu „{target}“, ist aber nicht damit verbunden",
    "Ergänzen Sie die Verbindung, oder nehmen Sie „{target}“ aus der Verteilung",
  ],
  "routing/noWeight": [
    "Alle Gewichte von „{id}“ sind null, also könnte kein Teil weiter",
    "Geben Sie mindestens ein positives Gewicht an",
  ],
  "routing/neverChosen": [
    "„{id}“ ist mit „{target}“ verbunden, wählt es aber nie",
    "Nennen Sie es in der Verteilung, oder entfernen Sie die Verbindung",
  ],

  "routing/copiesOfSource": [
    "„{id}“ ist eine Quelle und kann keine Kopien schicken",
    "Setzen Sie einen Puffer dahinter, der die Kopien schickt",
  ],
  "routing/copiesToAssembly": [
    "„{id}“ schickt Kopien an „{target}“, das Teile nur zusammen mit anderen nimmt",
    "Setzen Sie einen Puffer dazwischen",
  ],

  "assembly/notConnected": [
    "„{id}“ nimmt Teile von „{from}“, ist aber nicht damit verbunden",
    "Ergänzen Sie die Verbindung, oder nennen Sie ein anderes Element",
  ],
  "assembly/neverComplete": [
    "Kein Teil des Produkts {product} kann von {from} zu „{id}“ kommen, also beginnt dort nie etwas (* steht für jedes)",
    "Verbinden Sie, was es bringt, oder berichtigen Sie die Stückliste",
  ],
  "assembly/unusedBill": [
    "Kein Teil des Produkts {product} kann von {from} zu „{id}“ kommen, also wird diese Stückliste nie gebraucht (* steht für jedes)",
    "Verbinden Sie, was es bringt, oder entfernen Sie die Stückliste",
  ],
  "assembly/notTaken": [
    "„{product}“ kann von „{from}“ zu „{id}“ kommen, und keine Stückliste nimmt es, also staut es sich",
    "Nehmen Sie es in eine Stückliste auf, oder leiten Sie es anders",
  ],
  "assembly/cannotGather": [
    "„{id}“ braucht {quantity} Teile auf einmal von {from}, wo höchstens {offered} bereitstehen können (* steht für jedes)",
    "Setzen Sie einen Puffer mit genug Kapazität dazwischen, oder nehmen Sie weniger",
  ],
  "assembly/allAndProduct": [
    "Aus „{id}“ gehen alle Teile wieder, wie sie kamen, also wird keines zu „{product}“",
    "Entfernen Sie „product“, oder lassen Sie ein Teil herauskommen",
  ],

  "inspection/notConnected": [
    "„{id}“ schickt abgelehnte Teile an „{target}“, ist aber nicht damit verbunden",
    "Ergänzen Sie die Verbindung, oder nennen Sie ein anderes Element",
  ],
  "inspection/noWayOn": [
    "„{id}“ hat nur Verbindungen für abgelehnte Teile, also können gute nicht heraus",
    "Ergänzen Sie eine Verbindung für die guten Teile",
  ],
  "inspection/sameWay": [
    "„{id}“ schickt Nacharbeit und Ausschuss beide an „{target}“",
    "Geben Sie dem Ausschuss ein anderes Ziel, oder lassen Sie es weg",
  ],
  "inspection/routedToo": [
    "Die Verteilung von „{id}“ nennt „{target}“, das den abgelehnten Teilen vorbehalten ist",
    "Nehmen Sie „{target}“ aus der Verteilung",
  ],
  "inspection/nothingToFind": [
    "Zu „{id}“ kann kein fehlerhaftes Teil kommen, und gute lehnt es nicht ab",
    "Geben Sie Stationen davor „defects“, oder entfernen Sie die Prüfung",
  ],

  "carriers/home": [
    "Der Heimatplatz „{home}“ von „{id}“ ist kein Puffer",
    "Nennen Sie den Puffer, in dem die leeren Träger am Anfang stehen",
  ],
  "carriers/homeTooSmall": [
    "Der Heimatplatz „{home}“ hat Platz für {capacity} der {count} Träger von „{id}“",
    "Vergrößern Sie den Puffer, oder nehmen Sie weniger Träger",
  ],
  "carriers/product": [
    "Auch andere Teile sind vom Produkt „{product}“ von „{id}“",
    "Geben Sie diesen Trägern ein eigenes Produkt",
  ],
  "carriers/overloaded": [
    "„{id}“ setzt {quantity} Teile auf einen Träger „{product}“, der {capacity} hält",
    "Setzen Sie weniger darauf, oder geben Sie den Trägern mehr Kapazität",
  ],
  "carriers/lost": [
    "Träger von „{id}“ können in die Senke „{sink}“ kommen und sind dann weg",
    "Nehmen Sie ihre Ladung davor ab, und führen Sie die leeren zurück",
  ],
  "carriers/noReturn": [
    "Träger von „{id}“ können zu „{element}“ kommen, von wo kein Weg zurück zum Beladen führt",
    "Verbinden Sie es so, dass sie zurückkommen",
  ],
  "carriers/unused": [
    "Nichts setzt etwas auf die Träger von „{id}“",
    "Nennen Sie ihr Produkt in einer Montage oder als Behälter, oder entfernen Sie sie",
  ],

  "product/noCycleTime": [
    "„{product}“ kann zu „{id}“ kommen, wo es dafür keine Zykluszeit gibt",
    "Ergänzen Sie „{product}“ in byProduct, oder geben Sie ein default an",
  ],
  "product/noDestination": [
    "„{product}“ kann zu „{id}“ kommen, dessen Verteilung kein Ziel dafür nennt",
    "Ergänzen Sie „{product}“ in map",
  ],
  "product/noPriority": [
    "„{product}“ kann zu „{id}“ kommen, wo es dafür keine Priorität gibt",
    "Ergänzen Sie „{product}“ in den Prioritäten",
  ],
  "product/noWeight": [
    "Alle Produktgewichte von „{id}“ sind null, also könnte kein Teil entstehen",
    "Geben Sie mindestens ein positives Gewicht an",
  ],
  "product/unused": [
    "Keine Quelle liefert „{product}“",
    "Nennen Sie es bei einer Quelle, oder entfernen Sie es",
  ],

  "distribution/order": [
    "Die Parameter sind vertauscht: {low} {lowValue} s liegt über {high} {highValue} s",
    "Vertauschen oder berichtigen Sie sie",
  ],
  "distribution/noMass": [
    "Eine Normalverteilung mit Mittelwert {mean} s und Standardabweichung {sd} s liegt praktisch nie zwischen {min} s und {max} s",
    "Verschieben Sie die Grenzen oder den Mittelwert",
  ],
  "distribution/truncationShiftsMean": [
    "Die Grenzen schneiden von dieser Normalverteilung so viel ab, dass ihr Mittelwert nicht mehr {mean} s ist",
    "Verwenden Sie eine kleinere Standardabweichung, oder eine Gamma- oder Lognormalverteilung",
  ],
  "distribution/weightCount": [
    "Es gibt {weights} Gewichte für {values} Werte",
    "Geben Sie für jeden genau ein Gewicht an",
  ],
  "distribution/noWeight": ["Alle Gewichte sind null", "Geben Sie mindestens ein positives Gewicht an"],
  "distribution/nested": [
    "Summen und Mischungen sind mehr als {limit}-fach geschachtelt",
    "Schreiben Sie die Verteilung mit weniger Ebenen",
  ],

  "time/zeroInterarrival": [
    "Teile kämen ohne zeitlichen Abstand und ohne Ende",
    "Geben Sie eine positive Zwischenankunftszeit an, oder machen Sie die Quelle gesättigt",
  ],
  "time/zeroCycle": [
    "Die Zykluszeit ist null",
    "Geben Sie eine positive Zykluszeit an, oder verwenden Sie einen Puffer, wo nichts bearbeitet wird",
  ],
  "time/warmup": [
    "Die Einschwingphase von {warmup} s endet nicht vor dem Horizont von {horizon} s",
    "Verlängern Sie den Horizont, oder verkürzen Sie die Einschwingphase",
  ],
  "time/overflow": [
    "Eine Dauer von {duration} s ist länger, als die Uhr fassen kann ({limit} s)",
    "Geben Sie eine kürzere Dauer an; entfernen Sie, was nie geschieht",
  ],

  "zeroTime/loop": [
    "Teile könnten im Kreis laufen, ohne dass Zeit vergeht: {circle}",
    "Setzen Sie etwas, das Zeit braucht, in die Schleife: eine Station oder einen Förderer",
  ],
  "zeroTime/flood": [
    "„{id}“ ist gesättigt und würde den unbegrenzten Puffer „{target}“ sofort und ohne Ende füllen",
    "Begrenzen Sie den Puffer, oder geben Sie der Quelle eine CONWIP-Grenze oder eine Zwischenankunftszeit",
  ],
  "zeroTime/shortCircuit": [
    "Teile der gesättigten Quelle „{id}“ erreichen die Senke „{target}“ ohne Zeit und ohne Ende",
    "Setzen Sie eine Station dazwischen, die Zeit braucht, oder geben Sie eine Zwischenankunftszeit an",
  ],

  "conveyor/shorterThanPitch": [
    "„{id}“ ist {length} m lang, kürzer als die Teilung von {pitch} m, also passt kein Teil darauf",
    "Verlängern Sie den Förderer, oder verkleinern Sie die Teilung",
  ],
  "conveyor/capacity": [
    "„{id}“ kann keine {capacity} Teile aufnehmen: {length} m bei {pitch} m Teilung bieten Platz für {fits}",
    "Geben Sie höchstens {fits} an, oder lassen Sie die Kapazität weg",
  ],
  "conveyor/pathWithoutLength": [
    "Alle Punkte des Wegs von „{id}“ sind gleich",
    "Geben Sie mindestens zwei verschiedene Punkte an, oder entfernen Sie den Weg",
  ],
  "conveyor/lengthDiffers": [
    "„{id}“ hat eine Länge von {length} m, sein Weg aber ist {path} m lang",
    "Berichtigen Sie eines davon, oder entfernen Sie „length“",
  ],
  "conveyor/noPartLength": [
    "„{id}“ hält Teile nach ihrer Länge auf Abstand, aber „{product}“ hat keine Größe",
    "Geben Sie dem Produkt eine Größe [längs, quer, hoch] in m oder dem Förderer eine feste Teilung",
  ],
  "conveyor/partTooLong": [
    "„{product}“ ist {part} m lang und passt mit {gap} m Lücke nicht auf die {length} m von „{id}“",
    "Verlängern Sie den Förderer, oder berichtigen Sie die Größe des Produkts",
  ],
  "conveyor/restartDelay": [
    "„{id}“ staut nicht, also fahren alle seine Teile zusammen an",
    "Entfernen Sie „restartDelay“, oder lassen Sie ihn stauen",
  ],
  "merge/inletBeyond": [
    "Teile von „{from}“ kommen bei {at} m herein, „{id}“ ist aber {length} m lang",
    "Geben Sie eine Stelle vor dem Ende an",
  ],
  "neighbour/notConnected": [
    "„{name}“ unter „{place}“ von „{id}“ ist nicht so damit verbunden",
    "Ergänzen Sie die Verbindung, oder berichtigen Sie den Namen",
  ],
  "neighbour/noPlace": [
    "„{place}“ von „{id}“ sagt nicht, wo „{name}“ ist, das damit verbunden ist",
    "Ergänzen Sie „{name}“ unter „{place}“, oder entfernen Sie die Verbindung",
  ],
  "handover/copies": [
    "„{id}“ bewegt ein Teil auf einmal und kann keine Kopien davon machen",
    "Wählen Sie eine andere Regel der Verteilung",
  ],
  "transferCar/offRail": [
    "„{id}“ hält für „{name}“ bei {stop} m, jenseits des Schienenendes bei {half} m von der Mitte",
    "Verlängern Sie seine Fläche, oder berichtigen Sie die Haltestelle",
  ],
  "sorter/beyondLoop": [
    "„{name}“ liegt bei {position} m der Schleife von „{id}“, die {length} m lang ist",
    "Geben Sie eine Stelle unter {length} m an",
  ],
  "sorter/routing": [
    "„{id}“ kann Endstellen nicht nach „{policy}“ wählen, weil seine Teile dann schon unterwegs sind",
    "Verwenden Sie firstAvailable, roundRobin, probability, byProduct oder expression",
  ],
  "sorter/chute": [
    "„{target}“ holt Teile dort ab, wo sie warten, auf „{id}“ wartet aber keines",
    "Setzen Sie einen Puffer oder einen Förderer dazwischen",
  ],
  "sorter/noOverflow": [
    "„{id}“ hat eine Höchstzahl an Umläufen, aber keinen Überlauf, also kreisen Teile endlos",
    "Nennen Sie einen Überlauf, oder entfernen Sie „maxRecirculations“",
  ],
  "sorter/pathDiffers": [
    "Der Weg von „{id}“ ist {drawn} m lang, seine Schalen ergeben aber eine Schleife von {length} m",
    "Berichtigen Sie den Weg, die Zahl der Schalen oder ihren Abstand",
  ],

  "maintenance/endless": [
    "„{id}“ beginnt alle {interval} s und dauert mindestens {least} s, also arbeitet das Element nie",
    "Das Intervall verlängern oder die Dauer verkürzen",
  ],

  "workers/tooFew": [
    "{count} Werker von „{pool}“ werden auf einmal gebraucht, aber es gibt nur {size}",
    "Weniger verlangen oder die Gruppe vergrößern",
  ],
  "workers/noShifts": [
    "„{id}“ hat eine Abwesenheit, aber keinen Kalender mit Schichten dafür",
    "Einen Kalender nennen oder die Abwesenheit entfernen",
  ],
  "workers/twice": ["„{pool}“ ist zweimal genannt", "Einmal nennen, mit der Zahl der Werker insgesamt"],
  "workers/unused": [
    "Niemand braucht die Werker von „{id}“",
    "Die Gruppe dort nennen, wo sie arbeitet, oder sie entfernen",
  ],

  "break/tooLong": [
    "Eine Pause von „{id}“ dauert {duration} s, länger als ihr Fenster von {window} s",
    "Das Fenster verlängern oder die Pause kürzen",
  ],
  "break/beyondPeriod": [
    "Ein Pausenfenster von „{id}“ endet bei {end} s, nach der Periode von {period} s",
    "Das Fenster in die Periode legen oder die Periode verlängern",
  ],
  "break/windowTooShort": [
    "Die {size} Werker von „{id}“, je {atMostAway} zugleich, brauchen {needed} s für ihre Pausen, das Fenster hat aber nur {window} s",
    "Das Fenster verlängern oder mehr Werker zugleich weglassen",
  ],
  "break/offShift": [
    "Das Pausenfenster von „{id}“ von {start} bis {end} s liegt außerhalb der Schichten des Kalenders „{calendar}“",
    "Das Fenster in eine Schicht legen; wer keine Schicht hat, macht keine Pause",
  ],
  "workers/nobodyElse": [
    "„{id}“ würde für sich selbst einspringen",
    "Eine andere Gruppe nennen, oder eine Fähigkeit, die auch eine andere Gruppe hat",
  ],
  "workers/neverAbsent": [
    "„{id}“ hat einen Ersatz, aber es fehlt dort nie jemand",
    "Eine Abwesenheit angeben oder den Ersatz entfernen",
  ],

  "footpath/duplicatePoint": ["Den Punkt „{id}“ gibt es zweimal", "Benennen Sie einen der beiden um"],
  "footpath/unknownPoint": [
    "„{id}“ ist kein Punkt der Fußwege „{footpaths}“",
    "Ergänzen Sie den Punkt, oder berichtigen Sie den Namen",
  ],
  "footpath/noLength": [
    "Der Fußweg von {from} nach {to} hat keine Länge",
    "Verbinden Sie zwei Punkte an verschiedenen Orten",
  ],
  "footpath/unused": [
    "Niemand geht auf „{id}“",
    "Nennen Sie sie beim Gehen einer Gruppe, oder entfernen Sie sie",
  ],
  "footpath/twoWays": [
    "„{id}“ geht auf Fußwegen und hat daneben eine andere Art zu gehen",
    "Entfernen Sie „path“ oder „footpaths“",
  ],
  "footpath/noHome": [
    "„{id}“ hat keinen Platz, an dem die Werker zu Hause sind",
    "Ergänzen Sie einen Platz: dort beginnen sie, und dorthin gehen sie zurück, wo das die Regel ist",
  ],
  "footpath/outOfReach": [
    "Werker von „{pool}“ kommen nicht zu „{id}“: der nächste der Fußwege „{footpaths}“, von {from} nach {to}, ist {metres} m entfernt, mehr als {reach} m",
    "Führen Sie einen Fußweg dorthin, verschieben Sie den Platz, oder vergrößern Sie „reach“",
  ],
  "footpath/noWay": [
    "Auf den Fußwegen „{footpaths}“ führt kein Weg von „{first}“ zu „{second}“; dem Arbeitsplatz am nächsten ist der Weg von {from} nach {to}",
    "Verbinden Sie die Wege, oder lassen Sie Einbahnwege in beiden Richtungen gehen",
  ],

  "failure/endless": [
    "„{id}“ würde ohne zeitlichen Abstand ausfallen und repariert, ohne Ende",
    "Geben Sie positive Zeiten bis zum Ausfall und bis zur Reparatur an",
  ],
  "failure/alwaysDown": [
    "„{id}“ würde nach jeder Reparatur sofort wieder ausfallen, das Element arbeitet also nie",
    "Geben Sie eine positive Zeit bis zum Ausfall an",
  ],
  "failure/noRepairTime": [
    "„{id}“ wird ohne Zeit repariert und hat also keine Wirkung",
    "Geben Sie eine positive Reparaturzeit an, oder entfernen Sie die Störung",
  ],

  "orders/tooMany": [
    "Die Liste hat {parts} Teile; höchstens {limit} lassen sich in eine Reihenfolge bringen",
    "Verkleinern Sie die Mengen, oder teilen Sie die Liste",
  ],
  "orders/dueBeforeRelease": [
    "Der Auftrag ist bei {due} s fällig, vor seiner Freigabe bei {release} s, und so auf jeden Fall verspätet",
    "Geben Sie ihn früher frei, oder berichtigen Sie den Termin",
  ],
  "orders/afterHorizon": [
    "Alle Aufträge werden nach dem Horizont von {horizon} s freigegeben",
    "Geben Sie sie früher frei, oder verlängern Sie den Horizont",
  ],
  "ranking/noStation": [
    "„{id}“ ordnet Teile nach {rule}, aber ihm folgen {count} Stationen; es ist offen, wessen Bearbeitungszeit zählt",
    "Nennen Sie eine davon als „station“",
  ],
  "ranking/notAStation": [
    "„{station}“ ist keine Station und hat keine Bearbeitungszeit, nach der sich ordnen ließe",
    "Nennen Sie eine Station",
  ],

  "control/border": [
    "„{id}“ ist eine Quelle oder Senke und kann nicht in einem Abschnitt mit Karten liegen",
    "Nehmen Sie es aus dem Abschnitt",
  ],
  "control/transforms": [
    "„{id}“ fügt Teile zusammen, trennt oder kopiert sie; in seinem Abschnitt gingen Karten verloren oder kämen hinzu",
    "Beenden Sie den Abschnitt davor, oder beginnen Sie ihn dahinter",
  ],
  "control/noEntry": [
    "Keine Verbindung führt in das, was „{id}“ steuert; so hat es keine Wirkung",
    "Nennen Sie die Elemente, in die Teile von außen kommen",
  ],
  "control/signal": [
    "„{product}“ hat {cards} Karten; so sind nie {signal} davon zugleich zurück",
    "Geben Sie mehr Karten oder ein kleineres Signal an",
  ],
  "control/stock": [
    "Der Mindestbestand von „{product}“, {min}, liegt nicht unter dem Höchstbestand von {max}",
    "Vergrößern Sie den Höchstbestand",
  ],
  "control/asksSource": [
    "Das Tor fragt nach der Quelle „{id}“, deren Inhalt sich ändert, ohne dass Teile durchgehen",
    "Fragen Sie nach dem Element hinter der Quelle",
  ],
  "control/notPulled": [
    "„{id}“ fertigt, was Karten anfordern, aber seine Ankünfte sind nicht „saturated“",
    "Setzen Sie den Modus der Ankünfte auf saturated",
  ],
  "control/notWithdrawn": [
    "„{product}“ kann nach „{id}“ kommen, dessen Reihenfolge es nie abruft",
    "Nehmen Sie „{product}“ in die Reihenfolge auf",
  ],

  "class/unknown": [
    "Die Klasse „{id}“ gibt es nicht",
    "Ergänzen Sie sie unter „classes“, oder nennen Sie eine vorhandene",
  ],
  "class/circular": [
    "Klassen verwenden einander im Kreis: {circle}",
    "Nehmen Sie eine dieser Verwendungen heraus",
  ],
  "class/unknownParameter": [
    "Die Klasse „{class}“ hat keinen Parameter „{name}“",
    "Ergänzen Sie ihn in der Klasse, oder entfernen Sie den Wert",
  ],
  "class/unknownPort": [
    "Der Anschluss steht für „{port}“, was kein Element der Klasse ist",
    "Nennen Sie ein Element der Klasse",
  ],
  "class/longId": [
    "„{id}“ ist länger als die {limit} Zeichen, die eine Kennung haben darf",
    "Kürzen Sie die Kennung der Verwendung oder des Elements",
  ],
  "class/tooMany": [
    "Die Verwendungen von Klassen ergeben mehr als {limit} Elemente",
    "Verwenden Sie weniger, oder verschachteln Sie sie weniger",
  ],

  "expression/syntax": [
    "Der Ausdruck ist ab Spalte {column} nicht zu lesen: {found} wird dort nicht erwartet",
    'Berichtigen Sie ihn; so sieht einer aus: part.attributes.weight > 20 && part.product == "a"',
  ],
  "expression/unknown": [
    "In Spalte {column} nennt der Ausdruck „{name}“, was hier nicht bekannt ist",
    "Nehmen Sie eines von: {known}",
  ],
  "expression/type": [
    "In Spalte {column} hat der Ausdruck {found}, „{text}“, wo er {expected} braucht",
    "Vergleichen Sie Zahlen mit Zahlen und Texte mit Texten; schreiben Sie Texte in Anführungszeichen",
  ],
  "expression/state": ["Kein Zustand heißt „{state}“", "Möglich sind: {known}"],
  "expression/forbidden": [
    "In Spalte {column} hat der Ausdruck „{text}“, was hier nicht erlaubt ist",
    "Außer Operatoren, ? : und in […] sind diese Funktionen bekannt: {known}",
  ],
  "attribute/unforeseeableTime": [
    "{id} beginnt nur, was in der Schicht fertig wird; die Taktzeit hängt aber von einem Teil ab, das erst montiert wird",
    "Entfernen Sie „cycleTimeFactor“, oder geben Sie dem Kalender die Unterbrechung „resume“ oder „finish“",
  ],
  "attribute/type": [
    "Der Wert von „{id}“ muss {expected} sein",
    "Geben Sie {expected} an, oder ändern Sie den Typ des Merkmals",
  ],

  "accounts/noStates": [
    "{id} tut immer dasselbe und hat keine Zustände: Es zieht die Leistung im Leerlauf und kostet nach Zeit und Stück",
    "Entfernen Sie „{member}“",
  ],
  "accounts/noRampUp": ["Nur Stationen warten auf das Hochfahren; {id} ist keine", "Entfernen Sie „rampUp“"],
  "accounts/neverOff": [
    "{id} pausiert nie und wird darum nie ausgeschaltet",
    "Geben Sie einen Kalender an, oder entfernen Sie „off“",
  ],
  "accounts/countedTwice": [
    "Die Fahrzeuge von {id} fahren mit ihren Batterien; ihre Leistung beim Fahren zählt mit dem Laden doppelt",
    "Entfernen Sie „driving“ und „drivingLoaded“",
  ],
  "accounts/noOvertime": [
    "{id} hat keinen Kalender und darum keine Überstunden, für die ein Zuschlag gezahlt würde",
    "Geben Sie einen Kalender an, oder entfernen Sie „overtimeSurcharge“",
  ],
  "accounts/reversed": [
    "Der Zeitraum endet bei {end} s und damit nicht nach seinem Beginn bei {start} s",
    "Berichtigen Sie Beginn oder Ende",
  ],
  "accounts/beyondPeriod": [
    "Der Zeitraum endet bei {end} s, nach der Periode von {period} s",
    "Kürzen Sie ihn, oder setzen Sie den Rest an den Anfang der Periode",
  ],
  "accounts/overlap": [
    "Der Zeitraum {start}–{end} s überschneidet sich mit {otherStart}–{otherEnd} s",
    "Geben Sie Zeiträume an, die aufeinander folgen",
  ],

  "calendar/reversed": [
    "Das Intervall endet bei {end} s, nicht nach seinem Beginn bei {start} s",
    "Vertauschen oder berichtigen Sie Beginn und Ende",
  ],
  "calendar/beyondPeriod": [
    "Das Intervall endet bei {end} s, nach der Periode von {period} s",
    "Beenden Sie es in der Periode, oder verlängern Sie die Periode",
  ],
  "calendar/overlap": [
    "Das Intervall von {start} s bis {end} s überschneidet ein anderes von {otherStart} s bis {otherEnd} s",
    "Vereinen Sie beide, oder verschieben Sie eines",
  ],
  "calendar/neverWorking": [
    "„{id}“ hat vor dem Horizont von {horizon} s keine Arbeitszeit",
    "Ergänzen Sie ein Intervall, das vor dem Horizont beginnt",
  ],
  "calendar/endsEarly": [
    "„{id}“ hat nach {end} s keine Arbeitszeit mehr, der Lauf geht aber bis {horizon} s",
    "Geben Sie eine Periode an, damit sich die Intervalle wiederholen",
  ],
  "calendar/unused": [
    "Nichts arbeitet nach dem Kalender „{id}“",
    "Nennen Sie ihn bei einem Element, oder entfernen Sie ihn",
  ],
  "calendar/neverFits": [
    "„{id}“ beginnt nur, was rechtzeitig endet, aber der Zyklus von mindestens {least} s ist länger als das längste Intervall von {longest} s",
    "Verlängern Sie die Intervalle, oder lassen Sie die Arbeit fortsetzen oder beenden",
  ],

  "transport/noFleet": ["„{id}“ ist keine Flotte dieser Fabrik", "Nennen Sie eine von: {known}"],
  "transport/noPlace": [
    "„{id}“ sagt nicht, an welchem Ort es „{other}“ bedient, mit dem es verbunden ist",
    "Ergänzen Sie „{other}“ mit seinem Ort in „{member}“, oder geben Sie einen Ort für alle an",
  ],
  "transport/notConnected": [
    "„{id}“ nennt einen Ort für „{other}“, mit dem es nicht verbunden ist",
    "Verbinden Sie beide, oder entfernen Sie den Eintrag",
  ],
  "transport/tripExceedsVehicle": [
    "„{id}“ will {partsPerTrip} Teile je Fahrt, aber ein Fahrzeug von „{fleet}“ fasst {capacity}",
    "Vergrößern Sie das Fahrzeug, oder verkleinern Sie die Fahrt",
  ],
  "milkRun/noFleet": ["„{id}“ ist keine Flotte dieses Werks", "Nennen Sie eine von diesen: {known}"],
  "milkRun/sharedFleet": [
    "Die Züge von „{id}“, Flotte „{fleet}“, fordert auch „{other}“ an",
    "Geben Sie der Tour eine eigene Flotte: was keinen Platz findet, bleibt auf ihren Zügen",
  ],
  "milkRun/notConnected": [
    "„{id}“ nennt „{other}“, womit es in dieser Richtung nicht verbunden ist",
    "Verbinden Sie die beiden, oder entfernen Sie den Eintrag",
  ],
  "milkRun/notServed": [
    "„{other}“ ist mit „{id}“ verbunden, steht aber an keinem seiner Haltepunkte",
    "Tragen Sie „{other}“ unter „serves“ des Haltepunkts ein, an dem es steht, oder entfernen Sie die Verbindung",
  ],
  "milkRun/twoStops": [
    "„{id}“ bedient „{other}“ an {first} und an {second}",
    "Lassen Sie nur den Haltepunkt, an dem es steht",
  ],
  "milkRun/duplicate": [
    "„{id}“ bringt „{what}“ zweimal nach „{to}“",
    "Machen Sie aus den beiden Einträgen einen; der Bedarf zählte doppelt",
  ],
  "milkRun/pointOfUse": [
    "„{id}“ kann so keine Behälter nach „{to}“ bringen: es ist kein Lager, aus dem sie einzeln entnommen werden",
    "Bringen Sie sie in einen Puffer davor",
  ],
  "milkRun/neverThere": [
    "„{id}“ holt „{product}“ aus „{from}“, wohin es nie kommt",
    "Nennen Sie das Element, das es hat, oder bringen Sie es dorthin",
  ],
  "milkRun/limits": [
    "Bei {min} oder weniger wird bis {max} aufgefüllt",
    "Machen Sie den Mindestbestand kleiner als den Höchstbestand",
  ],
  "milkRun/tooLarge": [
    "„{product}“ braucht {volume} m³, ein Anhänger von „{id}“ hat {limit} m³: es wird nie geladen",
    "Machen Sie die Anhänger größer, oder berichtigen Sie die Größe",
  ],
  "milkRun/noSize": [
    "Anhänger von „{id}“ haben ein Volumen, „{product}“ aber keine Größe: es zählt als nichts",
    "Geben Sie dem Produkt eine Größe",
  ],
  "milkRun/lapExceedsTakt": [
    "Eine Runde von „{id}“ dauert ohne Verkehr und bedarfsabhängige Handhabung mindestens {lap} s, {vehicles} Zug/Züge müssten aber alle {every} s abfahren: Abfahrten sind verspätet oder fallen aus",
    "Fügen Sie Züge hinzu, verlängern Sie den Takt, oder verkürzen Sie die Route mit {stops} Haltepunkten",
  ],
  "milkRun/overCapacity": [
    "Eine Runde von „{id}“ muss bis zu {demand} Behälter bringen, ein Zug fasst {capacity}",
    "Fügen Sie Anhänger hinzu, fahren Sie öfter, oder bringen Sie weniger",
  ],
  "milkRun/noTime": [
    "Eine Runde von „{id}“ dauert keine Zeit, und ihre Züge fahren ohne Ende ab",
    "Geben Sie Haltepunkten oder Wegen eine Zeit, oder wählen Sie einen anderen Fahrplan",
  ],
  "milkRun/beyondPeriod": [
    "Die Abfahrt bei {time} s liegt außerhalb der Periode von {period} s",
    "Legen Sie sie in die Periode, oder verlängern Sie die Periode",
  ],
  "fleet/capacityOfTrailers": [
    "„{id}“ nennt {capacity} Teile, seine Anhänger fassen aber {trailers}: die Anhänger zählen",
    "Entfernen Sie die Kapazität, oder berichtigen Sie die Anhänger",
  ],
  "storage/largerThanPlace": [
    "Die Regale von „{id}“ brauchen {needed} m, seine Größe ist {there} m",
    "Vergrößern Sie das Lager oder verkleinern Sie die Regale; die Fahrzeiten richten sich nach den Regalen",
  ],
  "storage/zoneShares": [
    "Die Zonen von „{id}“ haben zusammen den Anteil {total} der Plätze",
    "Geben Sie ihnen Anteile, die zusammen höchstens 1 ergeben",
  ],
  "storage/twoZones": ["„{product}“ steht in zwei Zonen von „{id}“", "Nennen Sie es nur in einer Zone"],
  "storage/outsideRack": [
    "„{id}“ hat dort keine Plätze {from} bis {to}, sondern 1 bis {most}",
    "Nennen Sie Plätze vom ersten bis zum letzten innerhalb des Regals",
  ],
  "storage/noPlace": [
    "„{product}“ kommt zu „{id}“ und hat dort keine Plätze; es wartet für immer davor",
    "Geben Sie ihm Plätze, oder schicken Sie es woanders hin",
  ],
  "storage/noRoomToRelocate": [
    "„{id}“ hat nur einen Kanal in einer Gasse: was vor einem Teil steht, kann nirgends hin",
    "Machen Sie das Regal länger oder höher, oder nur einen Platz tief",
  ],
  "fleet/unused": [
    "Nichts bestellt Fahrzeuge von „{id}“",
    "Nennen Sie die Flotte bei einem Transport oder einer Routenzug-Tour, oder entfernen Sie sie",
  ],
  "fleet/noTime": [
    "„{id}“ hat keine Fahrzeit von {from} nach {to}, was ihre Fahrzeuge fahren müssen",
    "Ergänzen Sie sie in der Tabelle der Fahrzeiten",
  ],
  "fleet/unknownPlace": [
    "Fahrzeuge von „{id}“ werden nach {place} geschickt, das nicht unter ihren Orten ist",
    "Ergänzen Sie den Ort, oder berichtigen Sie seinen Namen",
  ],
  "fleet/noAxis": [
    "Die Orte von „{id}“ unterscheiden sich in {axis}, aber es gibt keine Achse {axis}",
    "Ergänzen Sie die Achse mit ihrer Geschwindigkeit, oder richten Sie die Orte aus",
  ],
  "fleet/motionWithoutNetwork": [
    "„{member}“ von „{id}“ ist ohne Wirkung: ihre Fahrzeuge fahren nicht auf einem Wegenetz",
    "Entfernen Sie es, oder lassen Sie die Flotte auf einem Wegenetz fahren",
  ],
  "fleet/chargeLimits": [
    "Fahrzeuge von „{id}“ fahren unter {chargeBelow} der Kapazität zum Laden, werden aber nur bis {chargeTo} geladen",
    "Laden Sie weiter als bis zur Grenze, ab der sie laden",
  ],

  "network/none": ["„{id}“ ist kein Wegenetz dieser Fabrik", "Nennen Sie eines von: {known}"],
  "network/noSpeed": [
    "„{id}“ fährt auf einem Wegenetz und hat keine Geschwindigkeit",
    "Ergänzen Sie „speed“ mit „empty“ und „loaded“, in m/s",
  ],
  "network/duplicatePoint": ["Den Punkt „{id}“ gibt es zweimal", "Benennen Sie einen der beiden um"],
  "network/unknownPoint": [
    "„{id}“ ist kein Punkt des Wegenetzes „{network}“",
    "Ergänzen Sie den Punkt, oder berichtigen Sie den Namen",
  ],
  "network/noLength": [
    "Der Abschnitt von {from} nach {to} hat keine Länge",
    "Verbinden Sie zwei Punkte an verschiedenen Orten, oder geben Sie eine Länge an",
  ],
  "network/notAPoint": [
    "Fahrzeuge von „{id}“ werden nach {place} geschickt, das kein Punkt des Wegenetzes „{network}“ ist",
    "Ergänzen Sie den Punkt, oder berichtigen Sie den Namen",
  ],
  "network/noWay": [
    "Es gibt keinen Weg von {from} nach {to}",
    "Ergänzen Sie einen Abschnitt, oder lassen Sie einen in beiden Richtungen befahren",
  ],
  "network/homeFull": [
    "{vehicles} Fahrzeuge beginnen an {point}, wo Platz für {capacity} ist",
    "Geben Sie dem Punkt mehr Kapazität, oder der Flotte mehr Heimatorte",
  ],
  "network/deadlock": [
    "Fahrzeuge auf „{id}“ müssen sich verklemmen: für „{transport}“ kommt keines von {from} nach {to} über {segments}, solange {others} andere da sind, wo immer sie stehen ({vehicles})",
    "Ergänzen Sie Ausweichen oder Parkplätze neben dem Weg (einen Punkt mit mehr Kapazität, oder ein Nebengleis), oder nehmen Sie weniger Fahrzeuge",
  ],
  "network/tooFewRefuges": [
    "„{id}“ hat Plätze für {found} seiner {vehicles} Fahrzeuge, an denen sie niemandem im Weg sind; eine Verklemmung ist nicht auszuschließen",
    "Ergänzen Sie Parkplätze neben dem Weg, einen für jedes Fahrzeug",
  ],
  "network/blockedStart": [
    "Die {vehicles} Fahrzeuge auf „{id}“ beginnen so, dass sie einander im Weg stehen; eine Verklemmung ist nicht auszuschließen",
    "Lassen Sie sie auf Parkplätzen beginnen",
  ],
  "network/shortSegment": [
    "Der Abschnitt von {from} nach {to} ist {length} m lang, ein Fahrzeug mit Ladung {longest} m: es ragt über beide Punkte hinaus",
    "Legen Sie die Punkte weiter auseinander",
  ],
  "network/unused": [
    "Keine Flotte fährt auf „{id}“",
    "Nennen Sie das Wegenetz bei einer Flotte, oder entfernen Sie es",
  ],

  "schedule/beyondPeriod": [
    "Der Eintrag bei {time} s liegt außerhalb der Periode von {period} s",
    "Legen Sie ihn in die Periode, oder verlängern Sie die Periode",
  ],
  "schedule/afterHorizon": [
    "Alle Einträge von „{id}“ kommen nach dem Horizont von {horizon} s",
    "Legen Sie sie früher, oder verlängern Sie den Horizont",
  ],
  "schedule/tooMany": [
    "„{id}“ würde bis zum Horizont {parts} Teile freigeben, mehr als {limit}",
    "Verlängern Sie die Periode, oder verkleinern Sie die Mengen",
  ],

  "line/circular": [
    "Die Tätigkeiten von „{line}“ warten im Kreis aufeinander: {way}",
    "Entfernen Sie einen dieser Vorgänger",
  ],
  "line/duplicateTask": [
    "Die Tätigkeit „{id}“ von „{line}“ gibt es zweimal",
    "Entfernen Sie eine der beiden, oder benennen Sie sie um",
  ],
  "line/unknownTask": [
    "„{line}“ hat keine Tätigkeit „{id}“",
    "Ergänzen Sie die Tätigkeit, oder berichtigen Sie den Namen",
  ],
  "line/misspeltTask": ["„{line}“ hat keine Tätigkeit „{id}“", "Ist „{near}“ gemeint?"],
  "line/notAStation": [
    "„{id}“ ist keine Station; „{line}“ kann dort keine Tätigkeiten haben",
    "Nennen Sie nur Elemente der Art „station“",
  ],
  "line/notInLine": [
    "„{id}“ gehört nicht zu den Stationen von „{line}“",
    "Nehmen Sie sie in „stations“ der Linie auf, oder berichtigen Sie den Namen",
  ],
  "line/stationTwice": [
    "Die Station „{id}“ steht in den Linien „{first}“ und „{second}“",
    "Lassen Sie sie an einer Stelle einer Linie",
  ],
  "line/assignedTwice": [
    "Der Plan von „{line}“ hat die Tätigkeit „{id}“ zweimal",
    "Entfernen Sie eine der beiden",
  ],
  "line/unknownName": [
    "{what} „{name}“ gibt es in „{line}“ nicht{near}",
    "Den Namen berichtigen oder das Genannte anlegen",
  ],
  "line/sameName": [
    "„{line}“ hat „{id}“ zweimal in derselben Liste",
    "Eines von beiden umbenennen oder entfernen",
  ],
  "line/needs": [
    "In „{line}“ besagt „{key}“ nichts ohne „{other}“",
    "„{other}“ ergänzen oder „{key}“ entfernen",
  ],
  "line/noTime": [
    "Der Takt von {takt} s lässt keine Zeit für Arbeit: Das Umsetzen dauert {repositioning} s",
    "Verlängern Sie den Takt, oder verkürzen Sie das Umsetzen",
  ],
  "line/noWeight": [
    "Alle Anteile im Mix von „{line}“ sind null",
    "Geben Sie mindestens einem Produkt einen Anteil, oder entfernen Sie den Mix",
  ],
  "line/longTask": [
    "Die Tätigkeit „{id}“ von „{line}“ dauert {time} s; ein Takt lässt {room} s",
    "Teilen oder verkürzen Sie die Tätigkeit, oder verlängern Sie den Takt; so hält keine Abstimmung den Takt",
  ],
  "line/unassigned": [
    "Die Tätigkeit „{id}“ von „{line}“ ist an keiner Station, andere schon",
    "Geben Sie ihr eine Station, oder stimmen Sie die Linie ab",
  ],
  "line/precedence": [
    "Die Tätigkeit „{id}“ ist an „{station}“, vor ihrem Vorgänger „{other}“",
    "Verschieben Sie eine der beiden, oder berichtigen Sie die Vorgänger",
  ],
  "line/forbiddenStation": [
    "Die Tätigkeit „{id}“ darf nicht an „{station}“ sein: Werkzeuge, Stationen oder eine Tätigkeit dort verbieten es",
    "Verschieben Sie sie, oder ändern Sie, was es verbietet",
  ],

  "tasks/empty": [
    "Es sind keine Tätigkeiten darin",
    "Kopieren Sie Zeilen mit Tätigkeit und Zeit aus einer Tabelle",
  ],
  "tasks/tooMany": ["Es sind mehr als {limit} Zeilen", "Fügen Sie weniger Zeilen ein"],
  "tasks/noColumn": [
    "Der Kopf hat keine Spalte „{column}“",
    "Ergänzen Sie sie, oder lassen Sie den Kopf weg",
  ],
  "tasks/noName": ["Die Tätigkeit hat keinen Namen", "Füllen Sie die erste Spalte aus"],
  "tasks/time": ["Die Zeit „{time}“ ist keine Zahl ab null", "Geben Sie Sekunden an, etwa 12,5"],
  "tasks/duplicate": [
    "Die Tätigkeit „{id}“ steht schon in Zeile {first}",
    "Benennen Sie eine der beiden um, oder entfernen Sie sie",
  ],
  "tasks/unknownPredecessor": [
    "„{id}“ kommt nach „{before}“, das nicht in der Tabelle steht",
    "Ergänzen Sie die Zeile, oder berichtigen Sie den Namen",
  ],
  "tasks/misspeltPredecessor": [
    "„{id}“ kommt nach „{before}“, das nicht in der Tabelle steht",
    "Ist „{near}“ gemeint?",
  ],
  "tasks/circular": [
    "Die Tätigkeiten warten im Kreis aufeinander: {way}",
    "Entfernen Sie einen dieser Vorgänger",
  ],
  "tasks/unknownStation": [
    "Die Linie hat keine Station „{station}“",
    "Geben Sie Kennung, Name oder Nummer (ab 1) einer Station an",
  ],
  "tasks/unknownClass": [
    "„{word}“ ist keine Art von Arbeit",
    "Geben Sie wertschöpfend, notwendig oder Verschwendung an",
  ],

  "check/incomplete": [
    "Die Fabrik ist so groß, dass nicht jeder Weg jedes Produkts verfolgt wurde",
    "Prüfen Sie ihre Teile einzeln",
  ],

  "clearance/overlap": [
    "„{element}“ und „{other}“ überschneiden sich um {depth} m, auf {area} m² Boden",
    "Verschieben Sie „{moved}“ um mindestens {move} m {direction}; gehen dort Teile vom einen zum anderen, so verbinden Sie beide",
  ],
  "clearance/connectedOverlap": [
    "„{element}“ und „{other}“ sind verbunden und überschneiden sich um {depth} m, auf {area} m² Boden",
    "Verschieben Sie „{moved}“ um {move} m {direction}, sodass sich beide nur berühren",
  ],
  "clearance/column": [
    "„{element}“ steht {depth} m tief in {other}",
    "Verschieben Sie es um mindestens {move} m {direction}",
  ],
  "clearance/fence": [
    "„{element}“ steht quer in {other}, {depth} m tief",
    "Verschieben Sie es um mindestens {move} m {direction}, oder führen Sie den Zaun außen herum",
  ],
  "clearance/fenceOpening": [
    "„{element}“ läuft durch {other}, wo der Zaun keine Öffnung hat",
    'Ergänzen Sie dort in „layout.doors“ eine Tür mit "use": "material", so breit wie der Förderer',
  ],
  "clearance/outsideFloor": [
    "„{element}“ ragt {beyond} m über den Boden hinaus",
    "Verschieben Sie es, oder vergrößern Sie „layout.floor“",
  ],
  "clearance/aisleNarrow": [
    "Fahrweg {number} ist {width} m breit; nötig sind mindestens {least} m",
    "Verbreitern Sie ihn; für schmalere Fahrzeuge setzen Sie „layout.clearance.aisleWidth“",
  ],
  "clearance/aisleBlocked": [
    "Fahrweg {number} ist bei ({x}; {y}) wegen {things} nur {width} m frei; nötig sind mindestens {least} m",
    "Verschieben Sie, was darin steht; für schmalere Fahrzeuge setzen Sie „layout.clearance.aisleWidth“",
  ],
  "clearance/inAisle": [
    "„{thing}“ steht {depth} m tief in Fahrweg {number}; die nötigen {least} m bleiben daneben frei",
    "Rücken Sie es heraus, zeichnen Sie den Fahrweg darum herum, oder sichern Sie es mit einem Anfahrschutz",
  ],
  "clearance/walkwayNarrow": [
    "Fußweg {number} ist {width} m breit; nötig sind mindestens {least} m",
    "Verbreitern Sie ihn; das Mindestmaß hängt von der Zahl der Personen ab („layout.clearance.walkwayWidth“)",
  ],
  "clearance/walkwayBlocked": [
    "Fußweg {number} ist bei ({x}; {y}) wegen {things} nur {width} m frei; nötig sind mindestens {least} m",
    "Verschieben Sie, was darin steht, oder führen Sie den Fußweg darum herum",
  ],
  "clearance/inWalkway": [
    "„{thing}“ steht {depth} m tief in Fußweg {number}; die nötigen {least} m bleiben daneben frei",
    "Rücken Sie es heraus, oder zeichnen Sie den Fußweg darum herum",
  ],
  "clearance/doorNarrow": [
    "Tür {door} ist {measure} m breit; nötig sind mindestens {least} m",
    "Verbreitern Sie die Öffnung; laufen nur Teile auf einem Förderer hindurch, so setzen Sie „use“ auf „material“",
  ],
  "clearance/doorLow": [
    "Tür {door} ist {measure} m hoch; nötig sind mindestens {least} m",
    "Machen Sie sie höher; laufen nur Teile auf einem Förderer hindurch, so setzen Sie „use“ auf „material“",
  ],
  "clearance/doorBlocked": [
    "„{thing}“ steht in oder vor Tür {door} oder ihrem Flügel im Weg, auf {area} m² Boden",
    "Verschieben Sie es, oder lassen Sie die Tür zur anderen Seite aufgehen",
  ],
  "clearance/fleetCollision": [
    "Ein Fahrzeug von „{route}“ oder seine Last stößt bei ({x}; {y}) {measure} m tief an „{thing}“",
    "Verlegen Sie den Weg oder was dort steht; ein Fahrzeug darf nur dort hineinfahren, wo es be- oder entlädt",
  ],
  "clearance/fleetDistance": [
    "Ein Fahrzeug von „{route}“ oder seine Last fährt bei ({x}; {y}) in {measure} m Abstand an „{thing}“ vorbei; nötig sind mindestens {least} m",
    "Verlegen Sie den Weg oder was dort steht",
  ],
  "clearance/routeCollision": [
    "Das Fahrzeug oder seine Last auf Strecke {route} stößt bei ({x}; {y}) {measure} m tief an „{thing}“",
    "Verlegen Sie die Strecke oder was dort steht; fährt das Fahrzeug zum Laden hinein, so nennen Sie es in „serves“",
  ],
  "clearance/routeDistance": [
    "Das Fahrzeug oder seine Last auf Strecke {route} fährt bei ({x}; {y}) in {measure} m Abstand an „{thing}“ vorbei; nötig sind mindestens {least} m",
    "Verlegen Sie die Strecke oder was dort steht, oder nennen Sie es in „serves“, wenn dort be- oder entladen wird",
  ],
  "clearance/routeTurn": [
    "Strecke {route} knickt bei ({x}; {y}) schärfer ab, als das Fahrzeug wenden kann: sein Radius ist {radius} m, hinein passen {fits} m",
    "Setzen Sie die Punkte weiter auseinander, oder wählen Sie ein wendigeres Fahrzeug",
  ],

  "import/unknownFormat": [
    "{name} hat kein Format, das sich importieren lässt",
    "Wählen Sie DXF, CSV oder Text einer Tabelle, AutomationML (CAEX) oder CMSD; eine Fabrikdatei wird geöffnet, nicht importiert",
  ],
  "import/tooLarge": [
    "{size} MB sind mehr als die {limit} MB, die gelesen werden",
    "Teilen Sie die Datei, oder lassen Sie Unnötiges weg",
  ],
  "import/tooMany": [
    "Die Datei hat {count} Einträge; höchstens {limit} werden gelesen",
    "Teilen Sie die Datei, oder lassen Sie Ebenen und Teile weg, die nicht gebraucht werden",
  ],
  "import/tooLong": [
    "Das Lesen wurde nach {seconds} s abgebrochen",
    "Die Datei ist wohl beschädigt: Speichern Sie sie in ihrem Programm noch einmal",
  ],
  "import/crashed": [
    "Das Lesen hat unerwartet aufgehört: {problem}",
    "Die Datei ist wohl beschädigt oder zu groß: Speichern Sie sie in ihrem Programm noch einmal",
  ],
  "import/broken": [
    "Die Datei ist nicht lesbar: {problem}",
    "Speichern Sie sie in ihrem Programm noch einmal",
  ],
  "import/doctype": [
    "Die Datei hat einen Dokumenttyp oder eigene Entitäten; das wird abgelehnt, weil sie dadurch endlos lang werden kann",
    "Speichern Sie sie ohne Dokumenttyp",
  ],
  "import/nothing": [
    "In der Datei ist nichts, woraus eine Fabrik werden könnte",
    "Wählen Sie eine andere Datei",
  ],
  "import/noHeader": [
    "Zeile {row}: Keine Spalte heißt id oder Name, oder von und nach",
    "Setzen Sie eine Kopfzeile über die Tabelle, etwa: id; Name; Art; x; y; Zykluszeit [s]; Nachfolger",
  ],
  "import/doubleHeader": [
    "Zeile {row}: Es gibt mehrere Spalten wie „{column}“",
    "Entfernen Sie alle bis auf eine",
  ],
  "import/noNumber": [
    "Zeile {row}, Spalte „{column}“: „{text}“ ist keine Zahl",
    "Tragen Sie dort eine Zahl ein, oder nichts",
  ],
  "import/outOfRange": [
    "Zeile {row}, Spalte „{column}“: „{text}“ ist nicht möglich",
    "Tragen Sie eine Zahl über null ein; Teile und Maschinen werden in ganzen Zahlen gezählt",
  ],
  "import/unknownKind": [
    "Zeile {row}, Spalte „{column}“: „{word}“ ist keine Art von Element",
    "Tragen Sie Quelle, Station, Puffer, Förderer oder Senke ein",
  ],
  "import/unknownUnit": [
    "Spalte „{column}“: Die Einheit „{unit}“ ist nicht bekannt",
    "Schreiben Sie m, mm, cm, in, ft; s, min, h; m/s, m/min; deg oder rad",
  ],
  "import/noId": [
    "Zeile {row}, Spalte „{column}“: Der Name des Elements fehlt",
    "Tragen Sie ihn ein, oder entfernen Sie die Zeile",
  ],
  "import/doubleId": [
    "Zeile {row}, Spalte „{column}“: „{id}“ gibt es schon",
    "Geben Sie jedem Element einen eigenen Namen",
  ],
  "import/noElement": [
    "Zeile {row}, Spalte „{column}“: Ein Element „{id}“ gibt es nicht",
    "Ergänzen Sie es in der Tabelle der Elemente, oder berichtigen Sie den Namen",
  ],
  "import/repeatedConnection": [
    "Zeile {row}: „{from}“ und „{to}“ sind schon verbunden",
    "Die Zeile wurde ausgelassen",
  ],
  "import/mixedDecimals": [
    "Zahlen sind auf zwei Arten geschrieben: „{one}“ in Zeile {row}, „{other}“ in Zeile {otherRow}",
    "Schreiben Sie alle mit Dezimalkomma, oder alle mit Dezimalpunkt",
  ],
  "import/renamed": [
    "Aus „{from}“ wurde „{to}“",
    "Kennungen haben Buchstaben, Ziffern und _ - . : und sind eindeutig",
  ],
  "import/assumed": [
    "Nicht in der Datei und darum angenommen: {what} (Anzahl: {count})",
    "Sehen Sie die Elemente an, deren Herkunft „angenommen“ ist",
  ],
  "import/unitAssumed": [
    "Die Zeichnung nennt ihre Einheit nicht: {unit} wurde angenommen",
    "Ist sie zu groß oder zu klein, so importieren Sie sie mit Angabe der Einheit noch einmal",
  ],
  "import/shifted": [
    "Die Zeichnung liegt weit vom Ursprung: Sie wurde um ({x}; {y}) m verschoben",
    "Es ist nichts zu tun; um so viel weichen ihre eigenen Koordinaten ab",
  ],
  "import/tilted": [
    "Ein Element ist um {rx}° und {ry}° gekippt; nur Drehungen um die Senkrechte bleiben erhalten",
    "Drehen Sie es von Hand, wo es darauf ankommt",
  ],
  "import/danglingLink": [
    "Die Verbindung „{link}“ führt zu „{missing}“, das kein Element der Fabrik ist",
    "Verbinden Sie die Elemente von Hand",
  ],
  "import/badValue": [
    "Der Wert „{value}“ von „{name}“ ist nicht verständlich",
    "Tragen Sie ihn von Hand ein",
  ],
  "import/intoWhat": [
    "Nur eine Zeichnung kann unter eine bestehende Fabrik gelegt werden",
    "Importieren Sie die Datei als eigene Fabrik",
  ],
};
