import type { RuleTexts } from "./finding-text.ts";

/** What each rule says, in English. */
export const RULE_TEXTS_EN: RuleTexts = {
  "file/unreadable": [
    "{file} cannot be read: {problem}",
    "Name a plant file that exists, such as scenes/hello-line.plant.json",
  ],
  "file/notUtf8": ["{file} is not text in UTF-8", "Save it as UTF-8, or choose a plant file"],

  "text/empty": ["The file is empty", "Choose another file, or save this one again"],
  "text/tooLarge": [
    "The file has {size} characters; at most {limit} are read",
    "Split it into several files",
  ],
  "text/tooDeep": [
    "Objects and lists are nested more than {limit} deep",
    "No file needs that: look for a missing closing bracket, or choose another file",
  ],
  "text/syntax": ["This is not valid JSON: {problem}", "Correct the text at this line"],
  "text/comment": [
    "There is a comment, which JSON does not know",
    "Remove it, or put it into the member “notes”",
  ],
  "text/trailingComma": [
    "There is a comma with nothing after it",
    "Remove the comma before the closing bracket",
  ],
  "text/duplicateKey": ["The member “{key}” is given twice in the same object", "Remove one of the two"],
  "text/unsafeKey": [
    "The name “{key}” has a meaning of its own in JavaScript and is refused",
    "Use another name",
  ],
  "text/notAnObject": [
    "The file holds {found} instead of a plant",
    "A plant file begins with { and ends with }",
  ],
  "text/more": ["There are {count} more findings", "Correct those shown first, and check again"],

  "version/format": [
    "This is no plant file: “format” is {found} instead of “taktwerk-plant”",
    "Choose a plant file, or set “format” to “taktwerk-plant” if it is one",
  ],
  "version/missing": ["The version of the file is missing", 'Add "version": {current}'],
  "version/invalid": ["The version is {found}; it must be a whole number from 1", 'Set "version": {current}'],
  "version/newer": [
    "The file has version {found}; this Taktwerk reads versions up to {current}",
    "Update Taktwerk, or save the file in an older version there",
  ],
  "version/step": [
    "The file of version {from} could not be brought to version {to}: {problem}",
    "Check the file against the schema of version {from}",
  ],

  "schema/unknownKey": ["The member “{key}” is not known here", "Remove it, or use one of: {known}"],
  "schema/misspeltKey": ["The member “{key}” is not known here", "Did you mean “{near}”?"],
  "schema/missing": ["The member “{key}” is missing", "Add “{key}”: {expected}"],
  "schema/type": ["“{key}” is {found}", "Give {expected}"],
  "schema/choice": ["“{key}” is {found}, which is none of the possible values", "Use one of: {choices}"],
  "schema/tooSmall": ["“{key}” is {found}, which is too small", "Give a value of at least {bound} {unit}"],
  "schema/notAbove": ["“{key}” is {found}, which is too small", "Give a value above {bound} {unit}"],
  "schema/tooLarge": ["“{key}” is {found}, which is too large", "Give a value of at most {bound} {unit}"],
  "schema/tooFew": ["“{key}” has {found} entries; it needs at least {bound}", "Add what is missing"],
  "schema/tooMany": ["“{key}” has {found} entries; it may have {bound} at most", "Remove what is too much"],
  "schema/tooLong": ["“{key}” has {found} characters; it may have {bound} at most", "Shorten the text"],
  "schema/emptyText": ["“{key}” is empty", "Give a text of at least one character"],
  "schema/id": [
    "{found} cannot be an id",
    "Use 1 to 64 letters, digits and _ - . : and begin with a letter, a digit or _",
  ],
  "schema/colour": ["{found} is no colour", "Write it as # and six hexadecimal digits, such as #0072B2"],
  "schema/url": ["{found} is no address", "Write a whole address, such as https://example.org/page"],
  "schema/pointer": [
    "{found} does not name a member of this object",
    "Write a JSON pointer that begins with /, such as /cycleTime",
  ],
  "schema/other": ["“{key}” does not fit: {problem}", "Compare it with scenes/plant.schema.json"],

  "id/duplicate": [
    "The id “{id}” is used more than once among the {collection}",
    "Give one of them another id",
  ],
  "id/reserved": ["The id “{id}” has a meaning of its own in JavaScript", "Use another id"],
  "id/duplicateConnection": [
    "“{from}” is connected to “{to}” more than once",
    "Remove one of the connections",
  ],
  "id/duplicateTag": [
    "The metric “{metric}” is bound to the {signal} of “{first}” and of “{second}”",
    "Bind each metric to one element",
  ],
  "tag/noVehicle": [
    "The metric “{metric}” is bound to vehicle {vehicle} of “{id}”, which has {vehicles}",
    "Name a vehicle from 1 to {vehicles}, or give the fleet more",
  ],
  "tag/noBattery": [
    "The metric “{metric}” tells the battery of vehicle {vehicle} of “{id}”, which has none",
    "Give the fleet a battery, or take the tag away",
  ],

  "reference/dangling": ["There is no {what} “{id}”", "Add it, or name one that exists"],
  "reference/misspelt": ["There is no {what} “{id}”", "Did you mean “{near}”?"],
  "reference/provenance": [
    "The provenance “{pointer}” names nothing in this object",
    "Point it at a member that is there, or remove it",
  ],

  "hierarchy/circular": [
    "The hierarchy goes round in a circle: {circle}",
    "Take the parent away from one of these units",
  ],
  "hierarchy/level": [
    "“{id}” is of level {level}, but its parent “{parent}” is of level {parentLevel}",
    "A parent stands above: enterprise, site, area, line, in this order",
  ],

  "flow/unconnected": ["“{id}” has no connections, so no part ever comes to it", "Connect it, or remove it"],
  "flow/unreachable": [
    "No source leads to “{id}”, so no part ever comes to it",
    "Connect it with something that parts come through",
  ],
  "flow/deadEnd": [
    "Parts in “{id}” have no way to a sink, so everything behind it jams",
    "Connect it so that parts get to a sink",
  ],
  "flow/sourceInput": [
    "“{to}” is a source, so nothing can flow into it from “{from}”",
    "Turn the connection round, or remove it",
  ],
  "flow/sinkOutput": [
    "“{from}” is a sink, so nothing can flow out of it to “{to}”",
    "Turn the connection round, or remove it",
  ],
  "flow/selfConnection": [
    "“{id}” is connected to itself",
    "Remove the connection, or lead it through a buffer",
  ],
  "flow/noWaitingRoom": [
    "Parts go round between {ids} with no room to wait in between: once each of them holds a part for the next, all stand still for good",
    "Put a buffer into the loop, or let fewer parts in than it has places (CONWIP over these)",
  ],
  "flow/noSource": ["The plant has no source, so nothing will happen", "Add a source and connect it"],

  "routing/notConnected": [
    "“{id}” routes parts to “{target}”, but is not connected to it",
    "Add the connection, or take “{target}” out of the routing",
  ],
  "routing/noWeight": [
    "All weights of “{id}” are zero, so no part could leave",
    "Make at least one weight positive",
  ],
  "routing/neverChosen": [
    "“{id}” is connected to “{target}”, but its routing never chooses it",
    "Name it in the routing, or remove the connection",
  ],

  "routing/copiesOfSource": [
    "“{id}” is a source and cannot send copies",
    "Put a buffer behind it, and let that send the copies",
  ],
  "routing/copiesToAssembly": [
    "“{id}” sends copies to “{target}”, which takes parts only together with others",
    "Put a buffer between them",
  ],

  "assembly/notConnected": [
    "“{id}” takes parts from “{from}”, but is not connected to it",
    "Add the connection, or name another element",
  ],
  "assembly/neverComplete": [
    "No part of product {product} can come from {from} to “{id}”, so it never starts (* stands for any)",
    "Connect what brings it, or correct the bill",
  ],
  "assembly/unusedBill": [
    "No part of product {product} can come from {from} to “{id}”, so this bill is never used (* stands for any)",
    "Connect what brings it, or remove the bill",
  ],
  "assembly/notTaken": [
    "“{product}” can come from “{from}” to “{id}”, and no bill takes it, so it jams",
    "Add it to a bill, or route it elsewhere",
  ],
  "assembly/cannotGather": [
    "“{id}” needs {quantity} parts at once from {from}, where {offered} can be ready at most (* stands for any)",
    "Put a buffer of sufficient capacity between them, or take fewer",
  ],
  "assembly/allAndProduct": [
    "All parts leave “{id}” again as they came, so none becomes “{product}”",
    "Remove “product”, or let one part leave",
  ],

  "inspection/notConnected": [
    "“{id}” sends rejected parts to “{target}”, but is not connected to it",
    "Add the connection, or name another element",
  ],
  "inspection/noWayOn": [
    "“{id}” has connections for rejected parts only, so those that pass cannot leave",
    "Add a connection for the parts that pass",
  ],
  "inspection/sameWay": [
    "“{id}” sends both rework and scrap to “{target}”",
    "Give scrap another destination, or leave it out",
  ],
  "inspection/routedToo": [
    "The routing of “{id}” names “{target}”, which is kept for rejected parts",
    "Take “{target}” out of the routing",
  ],
  "inspection/nothingToFind": [
    "No part with a defect can come to “{id}”, and it rejects no good ones",
    "Give stations before it “defects”, or remove the inspection",
  ],

  "carriers/home": [
    "The home “{home}” of “{id}” is no buffer",
    "Name the buffer in which the empty carriers stand at the start",
  ],
  "carriers/homeTooSmall": [
    "The home “{home}” has room for {capacity} of the {count} carriers of “{id}”",
    "Make the buffer larger, or the carriers fewer",
  ],
  "carriers/product": [
    "Other parts are of the product “{product}” of “{id}”, too",
    "Give these carriers a product of their own",
  ],
  "carriers/overloaded": [
    "“{id}” puts {quantity} parts on a carrier “{product}”, which holds {capacity}",
    "Put fewer on it, or give the carriers a larger capacity",
  ],
  "carriers/lost": [
    "Carriers of “{id}” can get into the sink “{sink}”, and are gone then",
    "Take their load off before it, and lead the empty ones back",
  ],
  "carriers/noReturn": [
    "Carriers of “{id}” can get to “{element}”, from where no way leads back to where they are loaded",
    "Connect it so that they come back",
  ],
  "carriers/unused": [
    "Nothing puts anything on the carriers of “{id}”",
    "Name their product in an assembly or as a container, or remove them",
  ],

  "product/noCycleTime": [
    "“{product}” can come to “{id}”, which has no cycle time for it",
    "Add “{product}” to byProduct, or give a default",
  ],
  "product/noDestination": [
    "“{product}” can come to “{id}”, whose routing does not say where it goes",
    "Add “{product}” to the map",
  ],
  "product/noPriority": [
    "“{product}” can come to “{id}”, which has no priority for it",
    "Add “{product}” to the priorities",
  ],
  "product/noWeight": [
    "All product weights of “{id}” are zero, so no part could be made",
    "Make at least one weight positive",
  ],
  "product/unused": ["No source makes “{product}”", "Name it at a source, or remove it"],

  "distribution/order": [
    "The parameters are out of order: {low} {lowValue} s is above {high} {highValue} s",
    "Exchange or correct them",
  ],
  "distribution/noMass": [
    "A normal distribution with mean {mean} s and standard deviation {sd} s practically never lies between {min} s and {max} s",
    "Move the truncation points or the mean",
  ],
  "distribution/truncationShiftsMean": [
    "The truncation cuts off so much of this normal distribution that its mean is no longer {mean} s",
    "Use a smaller standard deviation, or a gamma or lognormal distribution",
  ],
  "distribution/weightCount": ["There are {weights} weights for {values} values", "Give one weight for each"],
  "distribution/noWeight": ["All weights are zero", "Make at least one weight positive"],
  "distribution/nested": [
    "Sums and mixtures are nested more than {limit} deep",
    "Write the distribution with fewer levels",
  ],

  "time/zeroInterarrival": [
    "Parts would come without any time between them, without end",
    "Give a positive interarrival time, or make the source saturated",
  ],
  "time/zeroCycle": [
    "The cycle time is zero",
    "Give a positive cycle time, or use a buffer where nothing is worked on",
  ],
  "time/warmup": [
    "The warm-up of {warmup} s does not end before the horizon of {horizon} s",
    "Make the horizon longer or the warm-up shorter",
  ],
  "time/overflow": [
    "A duration of {duration} s is longer than the clock can hold ({limit} s)",
    "Give a shorter duration; remove what never happens",
  ],

  "zeroTime/loop": [
    "Parts could go round without any time passing: {circle}",
    "Put a station or a conveyor that takes time into the loop",
  ],
  "zeroTime/flood": [
    "“{id}” is saturated and would fill the unlimited buffer “{target}” at once, without end",
    "Limit the buffer, or give the source a conwip limit or an interarrival time",
  ],
  "zeroTime/shortCircuit": [
    "Parts from the saturated source “{id}” reach the sink “{target}” in no time, without end",
    "Put a station that takes time between them, or give an interarrival time",
  ],

  "conveyor/shorterThanPitch": [
    "“{id}” is {length} m long, less than its pitch of {pitch} m, so no part fits",
    "Make it longer, or the pitch smaller",
  ],
  "conveyor/capacity": [
    "“{id}” cannot hold {capacity} parts: {length} m at a pitch of {pitch} m is room for {fits}",
    "Give {fits} at most, or leave the capacity out",
  ],
  "conveyor/pathWithoutLength": [
    "All points of the path of “{id}” are the same",
    "Give at least two different points, or remove the path",
  ],
  "conveyor/lengthDiffers": [
    "“{id}” has a length of {length} m, but its path is {path} m long",
    "Correct one of them, or remove “length”",
  ],
  "conveyor/noPartLength": [
    "“{id}” spaces parts by their length, but “{product}” has no size",
    "Give the product a size [along, across, up] in m, or the conveyor a fixed pitch",
  ],
  "conveyor/partTooLong": [
    "“{product}” is {part} m long, which with a gap of {gap} m does not fit on the {length} m of “{id}”",
    "Make the conveyor longer, or correct the size of the product",
  ],
  "conveyor/restartDelay": [
    "“{id}” does not accumulate, so all its parts start together",
    "Remove “restartDelay”, or let it accumulate",
  ],
  "merge/inletBeyond": [
    "Parts of “{from}” come in at {at} m, but “{id}” is {length} m long",
    "Give a place before its end",
  ],
  "neighbour/notConnected": [
    "“{name}” under “{place}” of “{id}” is not connected with it that way",
    "Add the connection, or correct the name",
  ],
  "neighbour/noPlace": [
    "“{place}” of “{id}” does not say where “{name}” is, which is connected with it",
    "Add “{name}” under “{place}”, or remove the connection",
  ],
  "handover/copies": [
    "“{id}” moves one part at a time and cannot make copies of it",
    "Choose another routing policy",
  ],
  "transferCar/offRail": [
    "“{id}” stops for “{name}” at {stop} m, beyond the end of its rail at {half} m from the middle",
    "Make its placement longer, or correct the stop",
  ],
  "sorter/beyondLoop": [
    "“{name}” is at {position} m of the loop of “{id}”, which is {length} m long",
    "Give a place below {length} m",
  ],
  "sorter/routing": [
    "“{id}” cannot choose chutes by “{policy}”, since its parts are on their way when it matters",
    "Use firstAvailable, roundRobin, probability, byProduct or expression",
  ],
  "sorter/chute": [
    "“{target}” fetches parts where they wait, but on “{id}” no part waits",
    "Put a buffer or a conveyor between them",
  ],
  "sorter/noOverflow": [
    "“{id}” has a limit of rounds but no overflow, so parts go round for ever",
    "Name an overflow, or remove “maxRecirculations”",
  ],
  "sorter/pathDiffers": [
    "The path of “{id}” is {drawn} m long, but its trays make a loop of {length} m",
    "Correct the path, the number of trays or their pitch",
  ],

  "maintenance/endless": [
    "“{id}” begins every {interval} s and takes at least {least} s, so the element never works",
    "Make the interval longer, or the duration shorter",
  ],

  "workers/tooFew": [
    "{count} workers of “{pool}” are needed at once, but there are only {size}",
    "Ask for fewer, or make the pool larger",
  ],
  "workers/noShifts": [
    "“{id}” has an absence, but no calendar whose shifts it could be drawn for",
    "Name a calendar, or remove the absence",
  ],
  "workers/twice": ["“{pool}” is named twice", "Name it once, with the number of workers in all"],
  "workers/unused": ["Nobody needs the workers of “{id}”", "Name the pool where they work, or remove it"],

  "break/tooLong": [
    "A break of “{id}” lasts {duration} s, longer than its window of {window} s",
    "Make the window longer, or the break shorter",
  ],
  "break/beyondPeriod": [
    "A break window of “{id}” ends at {end} s, after the period of {period} s",
    "Move the window into the period, or make the period longer",
  ],
  "break/windowTooShort": [
    "The {size} workers of “{id}”, {atMostAway} at a time, need {needed} s for their breaks, but the window has only {window} s",
    "Make the window longer, or let more be away at once",
  ],
  "break/offShift": [
    "The break window of “{id}” from {start} to {end} s lies outside the shifts of the calendar “{calendar}”",
    "Move the window into a shift; who is off shift takes no break",
  ],
  "workers/nobodyElse": [
    "“{id}” would stand in for itself",
    "Name another pool, or a skill that another pool has as well",
  ],
  "workers/neverAbsent": [
    "“{id}” has a replacement, but nobody of it is ever absent",
    "Give an absence, or remove the replacement",
  ],

  "footpath/duplicatePoint": ["The point “{id}” is there twice", "Rename one of the two"],
  "footpath/unknownPoint": [
    "“{id}” is no point of the footpaths “{footpaths}”",
    "Add the point, or correct the name",
  ],
  "footpath/noLength": [
    "The footpath from {from} to {to} has no length",
    "Join two points at different places",
  ],
  "footpath/unused": ["Nobody walks on “{id}”", "Name it in the walking of a pool, or remove it"],
  "footpath/twoWays": [
    "“{id}” walks on footpaths and has another way to walk besides",
    "Remove “path”, or “footpaths”",
  ],
  "footpath/noHome": [
    "“{id}” has no place where its workers are at home",
    "Add a placement: they begin there, and go back there where that is the rule",
  ],
  "footpath/outOfReach": [
    "Workers of “{pool}” cannot get to “{id}”: the nearest of the footpaths “{footpaths}”, from {from} to {to}, is {metres} m away, more than {reach} m",
    "Lead a footpath there, move it, or make “reach” larger",
  ],
  "footpath/noWay": [
    "There is no way on the footpaths “{footpaths}” from “{first}” to “{second}”; nearest to the workplace is the path from {from} to {to}",
    "Join the paths, or let one-way paths be walked in both directions",
  ],

  "failure/endless": [
    "“{id}” would fail and be repaired without any time passing, without end",
    "Give positive times to failure and to repair",
  ],
  "failure/alwaysDown": [
    "“{id}” would fail at once after every repair, so the element never works",
    "Give a positive time to failure",
  ],
  "failure/noRepairTime": [
    "“{id}” is repaired in no time, so it has no effect",
    "Give a positive time to repair, or remove the failure",
  ],

  "orders/tooMany": [
    "The list has {parts} parts; at most {limit} can be put into a sequence",
    "Make the quantities smaller, or split the list",
  ],
  "orders/dueBeforeRelease": [
    "The order is due at {due} s, before its release at {release} s, so it is late in any case",
    "Release it earlier, or correct the due date",
  ],
  "orders/afterHorizon": [
    "All orders are released after the horizon of {horizon} s",
    "Release them earlier, or make the horizon longer",
  ],
  "ranking/noStation": [
    "“{id}” ranks parts by {rule}, but {count} stations follow it, so it is open whose processing time counts",
    "Name one of them as “station”",
  ],
  "ranking/notAStation": [
    "“{station}” is no station, so it has no processing time to rank by",
    "Name a station",
  ],

  "control/border": [
    "“{id}” is a source or sink, which cannot be inside a section with cards",
    "Leave it out of the section",
  ],
  "control/transforms": [
    "“{id}” joins, splits or copies parts, so cards would be lost or made in its section",
    "End the section before it, or begin it behind it",
  ],
  "control/noEntry": [
    "No connection leads into what “{id}” controls, so it has no effect",
    "Name the elements that parts go into from outside",
  ],
  "control/signal": [
    "“{product}” has {cards} cards, so {signal} of them are never back at once",
    "Give more cards, or a smaller signal",
  ],
  "control/stock": [
    "The minimum of “{product}”, {min}, is not below its maximum of {max}",
    "Make the maximum larger",
  ],
  "control/asksSource": [
    "The gate asks about the source “{id}”, whose content changes without parts passing",
    "Ask about the element behind the source",
  ],
  "control/notPulled": [
    "“{id}” makes what cards ask for, but its arrivals are not saturated",
    "Set the arrivals' mode to saturated",
  ],
  "control/notWithdrawn": [
    "“{product}” can come to “{id}”, whose sequence never withdraws it",
    "Add “{product}” to the sequence",
  ],

  "class/unknown": ["There is no class “{id}”", "Add it to “classes”, or name one that exists"],
  "class/circular": ["Classes use each other in a circle: {circle}", "Take one of these uses out"],
  "class/unknownParameter": [
    "The class “{class}” has no parameter “{name}”",
    "Add it to the class, or remove the value",
  ],
  "class/unknownPort": [
    "The port stands for “{port}”, which is no element of the class",
    "Name an element of the class",
  ],
  "class/longId": [
    "“{id}” is longer than the {limit} characters that an id may have",
    "Shorten the ids of the use or of the element",
  ],
  "class/tooMany": ["The uses of classes make more than {limit} elements", "Use fewer, or nest them less"],

  "expression/syntax": [
    "The expression cannot be read from column {column} on: {found} is not expected there",
    'Correct it, as in: part.attributes.weight > 20 && part.product == "a"',
  ],
  "expression/unknown": [
    "At column {column} the expression names “{name}”, which is not known here",
    "Use one of: {known}",
  ],
  "expression/type": [
    "At column {column} the expression has {found}, “{text}”, where it needs {expected}",
    "Compare numbers with numbers and texts with texts; write texts in quotes",
  ],
  "expression/state": ["No state is called “{state}”", "Use one of: {known}"],
  "expression/forbidden": [
    "At column {column} the expression has “{text}”, which is not allowed here",
    "Besides operators, ? : and in […], these functions are known: {known}",
  ],
  "attribute/unforeseeableTime": [
    "{id} starts only what ends within the shift, but its cycle time depends on a part that is still to be assembled",
    "Remove “cycleTimeFactor”, or give the calendar the interruption “resume” or “finish”",
  ],
  "attribute/type": [
    "The value of “{id}” must be {expected}",
    "Give {expected}, or change the attribute's type",
  ],

  "accounts/noStates": [
    "{id} does the same all the time and has no states: it draws its idle power, and costs by the hour and by the part",
    "Remove “{member}”",
  ],
  "accounts/noRampUp": ["Only stations wait for a ramp-up; {id} is none", "Remove “rampUp”"],
  "accounts/neverOff": [
    "{id} is never paused, so it is never switched off",
    "Give it a calendar, or remove “off”",
  ],
  "accounts/countedTwice": [
    "The vehicles of {id} drive on their batteries, so what they draw while driving is counted twice with what charges them",
    "Remove “driving” and “drivingLoaded”",
  ],
  "accounts/noOvertime": [
    "{id} has no calendar, so there is no overtime that a surcharge could be paid for",
    "Give it a calendar, or remove “overtimeSurcharge”",
  ],
  "accounts/reversed": [
    "The interval ends at {end} s, not after its start at {start} s",
    "Correct start or end",
  ],
  "accounts/beyondPeriod": [
    "The interval ends at {end} s, after the period of {period} s",
    "Shorten it, or put the part beyond the period at its beginning",
  ],
  "accounts/overlap": [
    "The interval {start}–{end} s overlaps {otherStart}–{otherEnd} s",
    "Make intervals that follow one another",
  ],

  "calendar/reversed": [
    "The interval ends at {end} s, not after its start at {start} s",
    "Exchange or correct start and end",
  ],
  "calendar/beyondPeriod": [
    "The interval ends at {end} s, after the period of {period} s",
    "End it within the period, or make the period longer",
  ],
  "calendar/overlap": [
    "The interval from {start} s to {end} s overlaps another one from {otherStart} s to {otherEnd} s",
    "Join the two, or move one of them",
  ],
  "calendar/neverWorking": [
    "“{id}” has no working time before the horizon of {horizon} s",
    "Add an interval that begins before the horizon",
  ],
  "calendar/endsEarly": [
    "“{id}” has no working time after {end} s, while the run goes on until {horizon} s",
    "Give a period, so that the intervals repeat",
  ],
  "calendar/unused": ["Nothing works by the calendar “{id}”", "Name it at an element, or remove it"],
  "calendar/neverFits": [
    "“{id}” starts only what ends in time, but its cycle of at least {least} s is longer than the longest interval of {longest} s",
    "Make the intervals longer, or let the work be resumed or finished",
  ],

  "transport/noFleet": ["“{id}” is no fleet of this plant", "Name one of: {known}"],
  "transport/noPlace": [
    "“{id}” does not say at which place it serves “{other}”, which it is connected with",
    "Add “{other}” with its place to “{member}”, or give one place for all",
  ],
  "transport/notConnected": [
    "“{id}” names a place for “{other}”, which it is not connected with",
    "Connect the two, or remove the entry",
  ],
  "transport/tripExceedsVehicle": [
    "“{id}” wants {partsPerTrip} parts a trip, but a vehicle of “{fleet}” holds {capacity}",
    "Make the vehicle larger, or the trip smaller",
  ],
  "milkRun/noFleet": ["“{id}” is no fleet of this plant", "Name one of: {known}"],
  "milkRun/sharedFleet": [
    "The trains of “{id}”, fleet “{fleet}”, are ordered by “{other}” as well",
    "Give the milk run a fleet of its own: what finds no room stays on its trains",
  ],
  "milkRun/notConnected": [
    "“{id}” names “{other}”, which it is not connected with in this direction",
    "Connect the two, or remove the entry",
  ],
  "milkRun/notServed": [
    "“{other}” is connected with “{id}”, but stands at none of its stops",
    "Add “{other}” to “serves” of the stop where it stands, or remove the connection",
  ],
  "milkRun/twoStops": [
    "“{id}” serves “{other}” at {first} and at {second}",
    "Leave it at the one where it stands",
  ],
  "milkRun/duplicate": [
    "“{id}” brings “{what}” to “{to}” twice",
    "Make one of the two entries; its demand would count twice",
  ],
  "milkRun/pointOfUse": [
    "“{id}” cannot bring containers to “{to}” in this way: it is no store out of which they are taken one by one",
    "Bring them to a buffer before it",
  ],
  "milkRun/neverThere": [
    "“{id}” takes “{product}” from “{from}”, where it never comes",
    "Name the element that has it, or bring it there",
  ],
  "milkRun/limits": [
    "It is refilled at {min} or fewer, up to {max}",
    "Make the minimum smaller than the maximum",
  ],
  "milkRun/tooLarge": [
    "“{product}” takes {volume} m³, and a trailer of “{id}” has {limit} m³: it is never loaded",
    "Make the trailers larger, or correct the size",
  ],
  "milkRun/noSize": [
    "Trailers of “{id}” have a volume, but “{product}” has no size: it counts as nothing",
    "Give the product a size",
  ],
  "milkRun/lapExceedsTakt": [
    "A lap of “{id}” takes at least {lap} s without traffic and demand-driven handling, but {vehicles} train(s) would have to depart every {every} s: departures are late or missed",
    "Add trains, lengthen the takt, or shorten the route of {stops} stops",
  ],
  "milkRun/overCapacity": [
    "A lap of “{id}” has to bring up to {demand} containers, and a train holds {capacity}",
    "Add trailers, depart more often, or bring less",
  ],
  "milkRun/noTime": [
    "A lap of “{id}” takes no time, and its trains depart without end",
    "Give stops or ways a time, or choose another timetable",
  ],
  "milkRun/beyondPeriod": [
    "The departure at {time} s lies outside the period of {period} s",
    "Move it into the period, or make the period longer",
  ],
  "fleet/capacityOfTrailers": [
    "“{id}” says {capacity} parts, but its trailers hold {trailers}: the trailers count",
    "Remove the capacity, or correct the trailers",
  ],
  "storage/largerThanPlace": [
    "The racks of “{id}” need {needed} m, and its size is {there} m",
    "Make its size larger, or the racks smaller; travel times follow the racks",
  ],
  "storage/zoneShares": [
    "The zones of “{id}” have {total} of the places in all",
    "Give them shares that add up to 1 at most",
  ],
  "storage/twoZones": ["“{product}” is in two zones of “{id}”", "Name it in one zone only"],
  "storage/outsideRack": [
    "“{id}” has no places {from} to {to} there, but 1 to {most}",
    "Name places from the first to the last, within the rack",
  ],
  "storage/noPlace": [
    "“{product}” comes to “{id}” and has no places there, so it waits before it for ever",
    "Give it places, or send it elsewhere",
  ],
  "storage/noRoomToRelocate": [
    "“{id}” has one channel in an aisle: what stands before a part can be moved nowhere",
    "Make the rack longer or higher, or one place deep",
  ],
  "fleet/unused": [
    "Nothing orders vehicles of “{id}”",
    "Name the fleet in a transport or milk run, or remove it",
  ],
  "fleet/noTime": [
    "“{id}” has no travel time from {from} to {to}, which its vehicles have to drive",
    "Add it to the table of travel times",
  ],
  "fleet/unknownPlace": [
    "Vehicles of “{id}” are sent to {place}, which is not among its places",
    "Add the place, or correct its name",
  ],
  "fleet/noAxis": [
    "The places of “{id}” differ in {axis}, but it has no axis {axis}",
    "Add the axis with its speed, or put the places in line",
  ],
  "fleet/motionWithoutNetwork": [
    "“{member}” of “{id}” has no effect: its vehicles do not drive on a network",
    "Remove it, or let the fleet travel on a network",
  ],
  "fleet/chargeLimits": [
    "Vehicles of “{id}” go to charge below {chargeBelow} of the capacity, but are charged to {chargeTo} only",
    "Charge to more than the limit from which they go to charge",
  ],

  "network/none": ["“{id}” is no network of this plant", "Name one of: {known}"],
  "network/noSpeed": [
    "“{id}” drives on a network and has no speed",
    "Add “speed” with “empty” and “loaded”, in m/s",
  ],
  "network/duplicatePoint": ["The point “{id}” is there twice", "Rename one of the two"],
  "network/unknownPoint": [
    "“{id}” is no point of the network “{network}”",
    "Add the point, or correct the name",
  ],
  "network/noLength": [
    "The segment from {from} to {to} has no length",
    "Join two points at different places, or state a length",
  ],
  "network/notAPoint": [
    "Vehicles of “{id}” are sent to {place}, which is no point of the network “{network}”",
    "Add the point, or correct the name",
  ],
  "network/noWay": [
    "There is no way from {from} to {to}",
    "Add a segment, or let one be driven in both directions",
  ],
  "network/homeFull": [
    "{vehicles} vehicles begin at {point}, which has room for {capacity}",
    "Give the point more capacity, or the fleet more homes",
  ],
  "network/deadlock": [
    "Vehicles on “{id}” must deadlock: for “{transport}” none gets from {from} to {to} along {segments} while {others} others are there, wherever they stand ({vehicles})",
    "Add passing places or parking places beside the way (a point with more capacity, or a side track), or take fewer vehicles",
  ],
  "network/tooFewRefuges": [
    "“{id}” has places for {found} of its {vehicles} vehicles where they are in nobody’s way, so a deadlock cannot be ruled out",
    "Add parking places off the way, one for each vehicle",
  ],
  "network/blockedStart": [
    "The {vehicles} vehicles on “{id}” begin so that they stand in each other’s way, and a deadlock cannot be ruled out",
    "Let them begin at parking places",
  ],
  "network/shortSegment": [
    "The segment from {from} to {to} is {length} m long, a vehicle with its load {longest} m: it would reach beyond both points",
    "Put the points further apart",
  ],
  "network/unused": ["No fleet drives on “{id}”", "Name the network in a fleet, or remove it"],

  "schedule/beyondPeriod": [
    "The entry at {time} s lies outside the period of {period} s",
    "Move it into the period, or make the period longer",
  ],
  "schedule/afterHorizon": [
    "All entries of “{id}” come after the horizon of {horizon} s",
    "Move them forward, or make the horizon longer",
  ],
  "schedule/tooMany": [
    "“{id}” would release {parts} parts until the horizon, more than {limit}",
    "Make the period longer or the quantities smaller",
  ],

  "line/circular": [
    "The tasks of “{line}” wait for each other in a circle: {way}",
    "Remove one of these predecessors",
  ],
  "line/duplicateTask": ["The task “{id}” of “{line}” is there twice", "Remove or rename one of the two"],
  "line/unknownTask": ["“{line}” has no task “{id}”", "Add the task, or correct the name"],
  "line/misspeltTask": ["“{line}” has no task “{id}”", "Did you mean “{near}”?"],
  "line/notAStation": [
    "“{id}” is no station, so “{line}” can have no tasks there",
    "Name elements of the kind “station” only",
  ],
  "line/notInLine": [
    "“{id}” is not among the stations of “{line}”",
    "Add it to “stations” of the line, or correct the name",
  ],
  "line/stationTwice": [
    "The station “{id}” is in the lines “{first}” and “{second}”",
    "Leave it in one place of one line",
  ],
  "line/assignedTwice": ["The plan of “{line}” has the task “{id}” twice", "Remove one of the two"],
  "line/unknownName": ["“{line}” has no {what} “{name}”{near}", "Correct the name, or add what it names"],
  "line/sameName": ["“{line}” has “{id}” twice in the same list", "Rename or remove one of the two"],
  "line/needs": ["In “{line}”, “{key}” means nothing without “{other}”", "Add “{other}”, or remove “{key}”"],
  "line/noTime": [
    "The takt of {takt} s leaves no time for work: repositioning takes {repositioning} s",
    "Make the takt longer, or the repositioning shorter",
  ],
  "line/noWeight": [
    "All shares in the mix of “{line}” are zero",
    "Give at least one product a share, or remove the mix",
  ],
  "line/longTask": [
    "The task “{id}” of “{line}” takes {time} s; a takt leaves {room} s",
    "Split the task, shorten it, or make the takt longer; as it stands no balance keeps the takt",
  ],
  "line/unassigned": [
    "The task “{id}” of “{line}” is at no station, and others are",
    "Give it a station, or balance the line",
  ],
  "line/precedence": [
    "The task “{id}” is at “{station}”, before its predecessor “{other}”",
    "Move one of the two, or correct the predecessors",
  ],
  "line/forbiddenStation": [
    "The task “{id}” may not be at “{station}”: its tools, its stations, or a task there forbid it",
    "Move it, or change what forbids it",
  ],

  "tasks/empty": ["There are no tasks in it", "Copy rows with task and time from a spreadsheet"],
  "tasks/tooMany": ["There are more than {limit} rows", "Paste fewer rows"],
  "tasks/noColumn": ["The heading has no column “{column}”", "Add it, or leave the heading out"],
  "tasks/noName": ["The task has no name", "Fill in the first column"],
  "tasks/time": ["The time “{time}” is not a number of zero or more", "Give seconds, such as 12.5"],
  "tasks/duplicate": ["The task “{id}” is in row {first} already", "Rename or remove one of the two"],
  "tasks/unknownPredecessor": [
    "“{id}” comes after “{before}”, which is not in the table",
    "Add the row, or correct the name",
  ],
  "tasks/misspeltPredecessor": [
    "“{id}” comes after “{before}”, which is not in the table",
    "Did you mean “{near}”?",
  ],
  "tasks/circular": ["The tasks wait for each other in a circle: {way}", "Remove one of these predecessors"],
  "tasks/unknownStation": [
    "The line has no station “{station}”",
    "Give a station's id, its name, or its number from 1",
  ],
  "tasks/unknownClass": ["“{word}” is no class of work", "Give value-adding, necessary or waste"],

  "check/incomplete": [
    "The plant is so large that not every way of every product was followed",
    "Check its parts one by one",
  ],

  "clearance/overlap": [
    "“{element}” and “{other}” overlap by {depth} m, on {area} m² of floor",
    "Move “{moved}” by at least {move} m {direction}; where parts pass from one to the other, connect the two",
  ],
  "clearance/connectedOverlap": [
    "“{element}” and “{other}” are connected, and overlap by {depth} m, on {area} m² of floor",
    "Move “{moved}” by {move} m {direction}, so that the two only touch",
  ],
  "clearance/column": [
    "“{element}” stands in {other}, {depth} m deep",
    "Move it by at least {move} m {direction}",
  ],
  "clearance/fence": [
    "“{element}” stands across {other}, {depth} m deep",
    "Move it by at least {move} m {direction}, or lead the fence around it",
  ],
  "clearance/fenceOpening": [
    "“{element}” goes through {other}, where the fence has no opening",
    'Add a door with "use": "material" to “layout.doors” there, as wide as the conveyor',
  ],
  "clearance/outsideFloor": [
    "“{element}” reaches {beyond} m beyond the floor",
    "Move it, or enlarge “layout.floor”",
  ],
  "clearance/aisleNarrow": [
    "Aisle {number} is {width} m wide; at least {least} m are needed",
    "Widen it; for narrower vehicles set “layout.clearance.aisleWidth”",
  ],
  "clearance/aisleBlocked": [
    "Aisle {number} is only {width} m free at ({x}, {y}) because of {things}; at least {least} m are needed",
    "Move what stands in it; for narrower vehicles set “layout.clearance.aisleWidth”",
  ],
  "clearance/inAisle": [
    "“{thing}” stands {depth} m deep in aisle {number}; the {least} m that are needed stay free beside it",
    "Move it out, draw the aisle around it, or protect it against being hit",
  ],
  "clearance/walkwayNarrow": [
    "Walkway {number} is {width} m wide; at least {least} m are needed",
    "Widen it; how much is needed depends on the number of persons (“layout.clearance.walkwayWidth”)",
  ],
  "clearance/walkwayBlocked": [
    "Walkway {number} is only {width} m free at ({x}, {y}) because of {things}; at least {least} m are needed",
    "Move what stands in it, or lead the walkway around it",
  ],
  "clearance/inWalkway": [
    "“{thing}” stands {depth} m deep in walkway {number}; the {least} m that are needed stay free beside it",
    "Move it out, or draw the walkway around it",
  ],
  "clearance/doorNarrow": [
    "Door {door} is {measure} m wide; at least {least} m are needed",
    "Widen the opening; for parts on a conveyor alone set its “use” to “material”",
  ],
  "clearance/doorLow": [
    "Door {door} is {measure} m high; at least {least} m are needed",
    "Raise it; for parts on a conveyor alone set its “use” to “material”",
  ],
  "clearance/doorBlocked": [
    "“{thing}” stands in, before or in the swing of door {door}, on {area} m² of floor",
    "Move it, or let the door open to the other side",
  ],
  "clearance/fleetCollision": [
    "A vehicle of “{route}” or its load hits “{thing}”, {measure} m deep, at ({x}, {y})",
    "Move the path or what stands there; a vehicle may drive into what it loads only where it stops",
  ],
  "clearance/fleetDistance": [
    "A vehicle of “{route}” or its load passes “{thing}” at {measure} m, at ({x}, {y}); at least {least} m are needed",
    "Move the path or what stands there",
  ],
  "clearance/routeCollision": [
    "The vehicle or its load on route {route} hits “{thing}”, {measure} m deep, at ({x}, {y})",
    "Move the route or what stands there; where the vehicle drives into it to load, name it in “serves”",
  ],
  "clearance/routeDistance": [
    "The vehicle or its load on route {route} passes “{thing}” at {measure} m, at ({x}, {y}); at least {least} m are needed",
    "Move the route or what stands there, or name it in “serves” where the vehicle loads or unloads there",
  ],
  "clearance/routeTurn": [
    "Route {route} turns at ({x}, {y}) more sharply than the vehicle can: its radius is {radius} m, {fits} m fit",
    "Set the points farther apart, or choose a vehicle that turns in less",
  ],

  "import/unknownFormat": [
    "{name} is in no format that can be imported",
    "Choose DXF, CSV or text of a spreadsheet, AutomationML (CAEX) or CMSD; a plant file is opened, not imported",
  ],
  "import/tooLarge": [
    "{size} MB are more than the {limit} MB that are read",
    "Split the file, or leave out what is not needed",
  ],
  "import/tooMany": [
    "The file has {count} entries; at most {limit} are read",
    "Split the file, or leave out layers and parts that are not needed",
  ],
  "import/tooLong": [
    "Reading was ended after {seconds} s",
    "The file is probably damaged: save it again in the program that it comes from",
  ],
  "import/crashed": [
    "Reading stopped unexpectedly: {problem}",
    "The file is probably damaged or too large: save it again in the program that it comes from",
  ],
  "import/broken": ["The file cannot be read: {problem}", "Save it again in the program that it comes from"],
  "import/doctype": [
    "The file has a document type or entities of its own, which are refused because they can make it endlessly long",
    "Save it without a document type",
  ],
  "import/nothing": ["There is nothing in the file that a plant could be made of", "Choose another file"],
  "import/noHeader": [
    "Row {row}: no column is called id or name, or from and to",
    "Put a header above the table, such as: id, name, kind, x, y, cycle time [s], next",
  ],
  "import/doubleHeader": ["Row {row}: there are several columns like “{column}”", "Remove all but one"],
  "import/noNumber": [
    "Row {row}, column “{column}”: “{text}” is no number",
    "Write a number there, or nothing",
  ],
  "import/outOfRange": [
    "Row {row}, column “{column}”: “{text}” is not possible",
    "Write a number above zero; parts and machines are counted in whole numbers",
  ],
  "import/unknownKind": [
    "Row {row}, column “{column}”: “{word}” is no kind of element",
    "Write source, station, buffer, conveyor or sink",
  ],
  "import/unknownUnit": [
    "Column “{column}”: the unit “{unit}” is not known",
    "Write m, mm, cm, in, ft; s, min, h; m/s, m/min; deg or rad",
  ],
  "import/noId": [
    "Row {row}, column “{column}”: the name of the element is missing",
    "Write it there, or remove the row",
  ],
  "import/doubleId": [
    "Row {row}, column “{column}”: “{id}” is there already",
    "Give each element a name of its own",
  ],
  "import/noElement": [
    "Row {row}, column “{column}”: there is no element “{id}”",
    "Add it to the table of elements, or correct the name",
  ],
  "import/repeatedConnection": [
    "Row {row}: “{from}” and “{to}” are connected already",
    "The row was left out",
  ],
  "import/mixedDecimals": [
    "Numbers are written in two ways: “{one}” in row {row}, “{other}” in row {otherRow}",
    "Write all of them with a decimal comma, or all with a decimal point",
  ],
  "import/renamed": ["“{from}” became “{to}”", "Ids have letters, digits and _ - . : and are unique"],
  "import/assumed": [
    "Not in the file, so assumed: {what} (times: {count})",
    "Look at the elements whose provenance says “assumed”",
  ],
  "import/unitAssumed": [
    "The drawing does not say its unit: {unit} was taken",
    "If it looks too large or too small, import it again and name the unit",
  ],
  "import/shifted": [
    "The drawing lies far from the origin: it was moved by ({x}, {y}) m",
    "Nothing is to be done; add this to find its own coordinates",
  ],
  "import/tilted": [
    "An element is tilted by {rx}° and {ry}°; only turns about the vertical are kept",
    "Turn it by hand where that matters",
  ],
  "import/danglingLink": [
    "The link “{link}” leads to “{missing}”, which is no element of the plant",
    "Connect the elements by hand",
  ],
  "import/badValue": ["The value “{value}” of “{name}” is not understood", "Enter it by hand"],
  "import/intoWhat": [
    "Only a drawing can be laid under a plant that is there already",
    "Import the file as a plant of its own",
  ],
};
