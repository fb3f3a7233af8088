// What makes a question of the words that are looked for, in each language that the site speaks and in Russian: "how many were killed"
// asks for what "killed" finds, and a figure answers it.
import { folded } from "../lib/text.js";

/** @typedef {{ asking: Set<string>, counting: Set<string>, saying: Set<string>, beside: Set<string> }} Words */

/**
 * @param {string} asking  words that make a question
 * @param {string} counting  those that ask for a number
 * @param {string} saying  those that ask what was said
 * @param {string} beside  those that do not say what is looked for: they are left out in a question alone
 * @returns {Words}
 */
const words = (asking, counting, saying, beside) => {
  const [one, two, three, four] = [asking, counting, saying, beside].map((it) => new Set(folded(it).split(" ")));
  return { asking: one, counting: two, saying: three, beside: four };
};

const LANGUAGES = [
  words(
    "how what when where which who whom whose why did does do",
    "many much",
    "say says said words wording",
    "first last earliest latest before after most tell told according they them their he she him her " +
      "its be been has have had but not there then while",
  ),
  words(
    "wer wen wem wessen wann warum wie wieviel wieviele welche welcher welches welchen",
    "viel viele vielen wieviel wieviele",
    "sagen sagt sagte sagten gesagt worten wortlaut",
    "hat haben hatte hatten ist sind war waren wurde wurden werden der die das den dem des ein eine zuerst zuletzt " +
      "vor nach laut dass und in im es sie er nicht",
  ),
  words(
    "qui quand combien pourquoi quel quelle quels quelles",
    "combien",
    "dit disait mots propos",
    "a ont est sont été était étaient le la les l un une des de du d en dans que premier première dernier avant après " +
      "selon et il elle ils ne",
  ),
  words(
    "quién quiénes cuándo cuánto cuánta cuántos cuántas cuál cuáles qué",
    "cuánto cuánta cuántos cuántas",
    "dice dijo dijeron palabras",
    "el la los las un una unos unas a de ha han fue fueron es son primero última antes después según y en al del " +
      "se lo ellos no",
  ),
  words(
    "хто кого коли скільки чому який яка які",
    "скільки",
    "сказав сказала сказали словами слова",
    "що чи був була було були є перший перша спочатку першим першою до після за словами і й та в у на " +
      "вони він вона не",
  ),
  words(
    "кто кого когда сколько почему какой какая какие",
    "сколько",
    "сказал сказала сказали словами слова",
    "что ли был была было были первый первая сначала первым первой до после по словам и в на они он она не",
  ),
  words(
    "누가 누구 언제 몇 몇명 얼마나 무엇을 어떤 왜",
    "몇 몇명 얼마나",
    "말했나 말했는가 말",
    "먼저 처음 처음으로 마지막 전에 후에 따르면 그리고",
  ),
  words(
    "من متى كم ماذا لماذا أي",
    "كم",
    "قال قالت يقول تقول",
    "هل قد كان كانت أول أولا آخر قبل بعد حسب و في على إلى أن هو هي هم لا",
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
    /** Whether it asks what was said, or who said it. */
    says: spoken.some(({ saying }) => all.some((it) => saying.has(it))),
    /** Whether a word of it does not say what is looked for. @param {string} word */
    leaves: (word) => {
      const parts = wordsOf(word);
      return parts.length > 0 && spoken.some((of) => parts.every((it) => Object.values(of).some((set) => set.has(it))));
    },
  };
};
