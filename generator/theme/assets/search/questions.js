// What makes a question of the words that are looked for, in each language that the site speaks and in Russian: "how many were killed"
// asks for what "killed" finds, and a figure answers it.
import { folded } from "../lib/text.js";

/** @typedef {{ asking: Set<string>, counting: Set<string>, beside: Set<string> }} Words */

/**
 * @param {string} asking  words that make a question
 * @param {string} counting  those that ask for a number
 * @param {string} beside  those that do not say what is looked for: they are left out in a question alone
 * @returns {Words}
 */
const words = (asking, counting, beside) => {
  const [one, two, three] = [asking, counting, beside].map((it) => new Set(folded(it).trim().split(/\s+/u)));
  return { asking: one, counting: two, beside: three };
};

const LANGUAGES = [
  words(
    "how what when where which who whom whose why did does do",
    "many much",
    "first last earliest latest before after most say says said tell told according they them their he she him her " +
      "its be been has have had but not there then while",
  ),
  words(
    "wer wen wem wessen wann warum wie wieviel wieviele welche welcher welches welchen",
    "viel viele vielen wieviel wieviele",
    "hat haben hatte hatten ist sind war waren wurde wurden werden der die das den dem des ein eine zuerst zuletzt " +
      "vor nach sagte sagten gesagt laut dass und in im es sie er nicht",
  ),
  words(
    "qui quand combien pourquoi quel quelle quels quelles",
    "combien",
    "a ont est sont été était étaient le la les l un une des de du d en dans que premier première dernier avant après " +
      "dit selon et il elle ils ne",
  ),
  words(
    "quién quiénes cuándo cuánto cuánta cuántos cuántas cuál cuáles qué",
    "cuánto cuánta cuántos cuántas",
    "el la los las un una unos unas a de ha han fue fueron es son primero última antes después dijo según y en al del " +
      "se lo ellos no",
  ),
  words(
    "хто кого коли скільки чому який яка які",
    "скільки",
    "що чи був була було були є перший перша спочатку першим першою до після сказав сказала за словами і й та в у на " +
      "вони він вона не",
  ),
  words(
    "кто кого когда сколько почему какой какая какие",
    "сколько",
    "что ли был была было были первый первая сначала первым первой до после сказал сказала по словам и в на они он " +
      "она не",
  ),
  words(
    "누가 누구 언제 몇 몇명 얼마나 무엇을 어떤 왜",
    "몇 몇명 얼마나",
    "먼저 처음 처음으로 마지막 전에 후에 말했나 따르면 그리고",
  ),
  words(
    "من متى كم ماذا لماذا أي",
    "كم",
    "هل قد كان كانت أول أولا آخر قبل بعد قال قالت حسب و في على إلى أن هو هي هم لا",
  ),
];

/** The words of a query as they are compared. WHO in capitals is a name. @param {string} query */
const wordsOf = (query) =>
  query
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((it) => it && it !== "WHO")
    .map(folded);

/** What a query asks in several words; null where it is no question. @param {string} query */
export const question = (query) => {
  const all = wordsOf(query);
  const spoken = LANGUAGES.filter(({ asking }) => all.some((it) => asking.has(it)));
  if (!spoken.length || all.length < 2) return null;
  return {
    /** Whether a number answers it. */
    counts: spoken.some(({ counting }) => all.some((it) => counting.has(it))),
    /** Whether a word of it does not say what is looked for. @param {string} word */
    leaves: (word) => {
      const parts = wordsOf(word);
      return parts.length > 0 && spoken.some((of) => parts.every((it) => Object.values(of).some((set) => set.has(it))));
    },
  };
};
