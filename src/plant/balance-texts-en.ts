import type { RuleTexts } from "./finding-text.ts";

/** What the rules about lines to balance say, in English. */
export const BALANCE_TEXTS_EN: RuleTexts = {
  "balance/unreadable": ["The file cannot be read ({problem})", "Name a file that exists"],

  "balance/format": [
    "This is no balance file: “format” is {found} instead of “taktwerk-balance”",
    "Choose a balance file, or set “format” to “taktwerk-balance” if it is one",
  ],
  "balance/sameId": ["“{id}” is given twice", "Rename or remove one of the two"],
  "balance/unknownName": ["There is no {what} “{name}”{near}", "Correct the name, or add what it names"],
  "balance/needs": ["“{key}” means nothing without “{other}”", "Add “{other}”, or remove “{key}”"],

  "balance/in2Count": [
    "The number of tasks is missing: found “{found}”",
    "Begin the file with the number of tasks",
  ],
  "balance/in2Time": [
    "The time of task {task} of {count} is missing or not a number: “{found}”",
    "Give one time a line for each task",
  ],
  "balance/in2Relation": ["“{found}” is no relation", "Write relations as “3,7”, and “-1,-1” at the end"],
  "balance/in2End": ["The end mark is missing", "Close the relations with “-1,-1”"],

  "balance/albCount": [
    "{count} tasks are announced, but {found} times are given",
    "Correct <number of tasks> or complete <task times>",
  ],
  "balance/albSectionTwice": ["Section <{title}> is given twice", "Remove one of the two"],
  "balance/albOutside": [
    "“{found}” stands before the first section",
    "Begin with a heading such as <number of tasks>",
  ],
  "balance/albEnd": ["The end mark is missing", "Close the file with <end>"],
  "balance/albNumber": ["<{title}> is missing or not a number", "Add the section <{title}> with one number"],
  "balance/albSection": ["<{title}> is missing", "Add the section; <precedence relations> may be empty"],
  "balance/albTask": ["“{found}” is no task with its time", "Write the task and its time, such as “4 214”"],
  "balance/albRelation": ["“{found}” is no relation", "Write relations as “3,7”"],

  "balance/tableRow": ["“{found}” is no task with its time", "Give the columns task, time and predecessors"],
  "balance/tableEmpty": ["The table has no tasks", "Paste at least one row: task, time, predecessors"],

  "balance/batchHeading": ["The list has no column named file", "Begin it with a heading such as file,cycle"],
  "balance/batchRow": ["“{file}” needs one positive number: a cycle or stations", "Correct the line"],
  "balance/noLines": [
    "The plant has no line to balance",
    "Add tasks to it on the screen for balancing, or name another plant",
  ],
  "balance/whichLine": [
    "No line is chosen, or the plant has none of that id",
    "Choose one with --line, or in the column line of a list: {known}",
  ],
  "balance/movesNumber": ["“{found}” is no number of moves", "Give a whole number from 0"],
  "balance/taktTooShort": [
    "A takt of {takt} s leaves no time for work beside {repositioning} s of repositioning",
    "Give a longer cycle in the list",
  ],
  "balance/noCycle": ["“{file}” has no cycle time", "Give a cycle or stations in the list"],

  "balance/noTasks": ["There are no tasks", "Add at least one task"],
  "balance/unnamedTask": ["A task has no name", "Give every task a name"],
  "balance/repeatedTask": ["Task “{task}” is given twice", "Remove or rename one of the two"],
  "balance/timeNoNumber": ["The time of task “{task}” is not a number", "Give a time, such as 12.5"],
  "balance/timeNegative": ["The time of task “{task}” is negative ({time})", "Give zero or more"],
  "balance/relationUnknown": [
    "A relation names the unknown task “{task}”",
    "Add the task, or correct the name",
  ],
  "balance/tooFine": [
    "The times are too large or too finely divided to add up exactly",
    "Use a coarser unit or fewer decimals, such as seconds with two decimals",
  ],
  "balance/circular": ["The precedence is circular: {circle}", "Remove one of these relations"],

  "balance/unknownTask": ["{where} names the unknown task “{task}”", "Add the task, or correct the name"],
  "balance/amount": ["{where} has {found} for task “{task}”", "Give a number of zero or more"],
  "balance/stationNumbers": [
    "The stations of task “{task}” are not all whole numbers from 1",
    "List the stations as 1, 2, …",
  ],
  "balance/certainty": ["The certainty {found} is not between 0.5 and 1", "Give a chance such as 0.95"],
  "balance/shares": [
    "The shares of the models or the overload are not sound",
    "Give shares of zero or more, not all zero, and an overload of zero or more",
  ],
  "balance/notTogether": ["{one} and {other} cannot be combined", "Leave one of the two out"],
  "balance/tooManyModes": [
    "There are {found} ways to man a station; at most {most} are tried",
    "Join kinds of workers or station types that are alike, or allow fewer parallel workplaces",
  ],
  "balance/limit": ["{where} has {found}", "Give a number of zero or more"],
  "balance/parallel": [
    "{found} is no possible number of parallel workplaces",
    "Give a whole number from 1 to {most}",
  ],
  "balance/budget": ["The budget is {found}", "Give a number of zero or more"],
  "balance/count": ["There are {found} of {where}", "Give a whole number of zero or more"],
  "balance/pace": ["{where} has the pace {found}", "Give a factor on the times above zero, such as 1.2"],
  "balance/noWorkers": [
    "Task “{task}” needs the skill “{name}”, but no workers are given",
    "Add workers with that skill, or leave the skill out",
  ],
  "balance/noStationTypes": [
    "Task “{task}” needs the equipment “{name}”, but no station types are given",
    "Add a station type with that equipment, or leave the equipment out",
  ],
  "balance/moves": ["{found} is no possible number of moves", "Give a whole number of zero or more"],
  "balance/twiceToday": ["Task “{task}” is at two stations today", "Leave it at one of them"],
  "balance/noCosts": [
    "Nothing on this line has a cost that could be least",
    "Give workers or station types a cost, or ask for the fewest stations",
  ],
};
