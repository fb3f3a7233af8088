// Recognises questions, in each language of the site and in Russian: "how many were killed"
// searches for "killed", and a figure answers it.
import { foldText } from "../lib/text.js";

/** @typedef {"altered" | "published" | "quoted" | "countries" | "copied" | "unknown"} Whole  what is asked of the archive as a whole: generator/pages/asking.py has the pages */
/**
 * @typedef {object} Words
 * @property {Set<string>} asking  words that make a question
 * @property {Set<string>} opening  those that make one only where they come first
 * @property {Set<string>} counting  those that ask for a number
 * @property {Set<string>} saying  those that ask what was said
 * @property {Set<string>} beside  those that do not say what is looked for: they are left out in a question alone
 * @property {Record<Whole, Set<string>[]>} whole  of each list one word, and the question is about the archive as a whole
 */

/** @param {string} text */
const set = (text) => new Set(foldText(text).split(" ").filter(Boolean));

/**
 * @param {Record<"asking" | "opening" | "counting" | "saying" | "beside" | "most" | "outlets" | "countries" | "altering" | "publishing" | "quoting" | "copying" | "taking" | "unknown" | "knowing" | "lacking", string>} of
 * @returns {Words}
 */
const words = (of) => {
  const [most, outlets] = [set(of.most), set(of.outlets)];
  return {
    asking: set(of.asking),
    opening: set(of.opening),
    counting: set(of.counting),
    saying: set(of.saying),
    beside: set(`${of.beside} ${of.opening} ${of.most}`),
    whole: {
      altered: [outlets, set(of.altering)],
      published: [outlets, set(of.publishing), most],
      quoted: [set(of.quoting), most],
      countries: [set(of.countries), set(of.taking)],
      copied: [outlets, set(of.copying)],
      unknown: [set(`${of.unknown} ${of.knowing}`), set(`${of.unknown} ${of.lacking}`)],
    },
  };
};

const LANGUAGES = [
  words({
    asking: "how what when where which who whom whose why did does do",
    opening: "has have had is are was were",
    counting: "many much",
    saying: "say says said words wording",
    beside:
      "first last earliest latest before after tell told according about they them their he she him her " +
      "its be been but not there then while ever the a of to in true",
    most: "most often oftenest",
    outlets:
      "outlet outlets newspaper newspapers paper papers agency agencies media publisher publishers misquote misquoted misquotes",
    countries: "country countries state states government governments",
    altering:
      "alter altered alters change changed changes reword reworded distort distorted misquote misquoted misquotes",
    publishing: "publish published publishes print printed wrote report reported",
    quoting: "quoted cited",
    copying: "copy copied copies dropped omitted omit",
    taking: "deny denied denies admit admitted admits confirm confirmed confirms claim claimed claims stand stands",
    unknown: "unknown unanswered unsettled",
    knowing: "know known",
    lacking: "not t nobody",
  }),
  words({
    asking: "wer wen wem wessen wann warum wie wieviel wieviele welche welcher welches welchen worüber",
    opening: "was hat haben hatte hatten ist sind wurde wurden",
    counting: "viel viele vielen wieviel wieviele",
    saying: "sagen sagt sagte sagten gesagt worten wortlaut",
    beside:
      "war waren der die das den dem des ein eine zuerst zuletzt vor nach laut dass und in im es sie er nicht über von zu jemals selbst wahr stimmt",
    most: "meisten meiste häufigsten öftesten",
    outlets: "medium medien zeitung zeitungen blatt agentur agenturen",
    countries: "land länder staat staaten regierung regierungen",
    altering: "verändert veränderte veränderten geändert änderte änderten verfälscht verfälschte umformuliert falsch",
    publishing: "veröffentlicht veröffentlichte veröffentlichten gedruckt berichtet berichtete",
    quoting: "zitiert",
    copying: "kopiert kopierte abgeschrieben übernommen weggelassen",
    taking:
      "bestreitet bestritt dementiert dementierte leugnet bestätigt bestätigte zugegeben zugab behauptet steht stehen",
    unknown: "unbekannt ungeklärt",
    knowing: "weiß wissen bekannt",
    lacking: "nicht niemand",
  }),
  words({
    asking: "qui quand combien pourquoi quel quelle quels quelles t",
    opening: "qu que est ont",
    counting: "combien",
    saying: "dit dire disait mots propos",
    beside:
      "a était sont été étaient le la les l un une des de du d en dans premier première dernier avant après selon et t il elle ils " +
      "elles ne ce c sur ses leur jamais vrai",
    most: "plus souvent",
    outlets: "média médias journal journaux agence agences titre titres",
    countries: "pays état états gouvernement gouvernements",
    altering: "altéré altérés modifié modifiés changé déformé déformés reformulé",
    publishing: "publié publiés imprimé écrit",
    quoting: "cité cités citée",
    copying: "copié copiés repris omis",
    taking: "nie nié nient dément démenti reconnu reconnaît admis confirme confirmé",
    unknown: "inconnu ignore ignoré",
    knowing: "sait savons",
    lacking: "ne pas",
  }),
  words({
    asking: "quién quiénes cuándo cuánto cuánta cuántos cuántas cuál cuáles qué cómo",
    opening: "ha han fue fueron es",
    counting: "cuánto cuánta cuántos cuántas",
    saying: "dice dijo dijeron decir dicho palabras",
    beside:
      "son el la los las un una unos unas a de había primero última antes después según y en al del se lo ellos no que sobre " +
      "alguna vez cierto verdad",
    most: "más",
    outlets: "medio medios periódico periódicos diario diarios agencia agencias",
    countries: "país países estado estados gobierno gobiernos",
    altering: "alteró alterado alteraron cambió cambiado cambiaron modificó modificado tergiversó",
    publishing: "publicó publicado publicaron imprimió",
    quoting: "citado citada citados",
    copying: "copió copiado copiaron omitió omitido",
    taking: "niega negó negaron negado admite admitió reconoce reconoció confirma confirmó",
    unknown: "desconocido desconoce ignora",
    knowing: "sabe sabemos",
    lacking: "no nadie",
  }),
  words({
    asking: "хто кого коли скільки чому який яка яке які якого що чи",
    opening: "",
    counting: "скільки",
    saying: "сказав сказала сказали казав казала казали говорив говорила словами слова",
    beside:
      "був була було були є перший перша спочатку першим першою до після за і й та в у на про щодо " +
      "вони він вона це не колись правда",
    most: "найбільше найчастіше",
    outlets: "видання медіа газета газети агентство агентства змі",
    countries: "країна країни держава держави уряд уряди",
    altering: "змінив змінила змінило змінили перекрутив перекрутила перекрутило спотворив спотворила спотворило",
    publishing: "опублікував опублікувала опублікувало опублікували надрукувала",
    quoting: "цитують цитували цитований",
    copying: "скопіював скопіювала скопіювало переписав переписала переписало пропустила пропустило",
    taking: "заперечує заперечила заперечили визнала визнали визнає підтвердила підтвердили",
    unknown: "невідомо невідоме",
    knowing: "знаємо відомо знає",
    lacking: "не ніхто",
  }),
  words({
    asking: "кто кого когда сколько почему какой какая какое какие какого что ли",
    opening: "",
    counting: "сколько",
    saying: "сказал сказала сказали говорил говорила говорили словами слова",
    beside:
      "был была было были первый первая сначала первым первой до после по и в на о об про они он она это не правда",
    most: "больше чаще всего",
    outlets: "издание издания сми газета газеты агентство агентства",
    countries: "страна страны государство государства правительство правительства",
    altering: "изменил изменила изменило изменили исказил исказила исказило исказили переврал переврала",
    publishing: "опубликовал опубликовала опубликовало опубликовали напечатала",
    quoting: "цитируют цитировали цитируемый",
    copying: "скопировал скопировала скопировало переписал переписала переписало опустила опустило",
    taking: "отрицает отрицала отрицали признала признали признает подтвердила подтвердили",
    unknown: "неизвестно неизвестное",
    knowing: "знаем известно знает",
    lacking: "не никто",
  }),
  words({
    asking: "누가 누구 누구의 언제 몇 몇명 얼마나 무엇을 무엇 무슨 뭐라고 어떤 어느 왜",
    opening: "",
    counting: "몇 몇명 얼마나",
    saying: "말했나 말했나요 말했습니까 말했는가 했나 했나요 말",
    beside:
      "먼저 처음 처음으로 마지막 전에 후에 따르면 그리고 대해 대하여 관해 관하여 명 명이 것을 사실인가 사실인가요",
    most: "가장 제일",
    outlets: "매체 매체가 언론 언론이 신문 신문이 통신사 통신사가 언론사 언론사가",
    countries: "나라 나라가 국가 국가가 정부 정부가",
    altering: "바꿨나 바꾸었나 바꿨나요 왜곡했나 왜곡했나요 변경했나 고쳤나",
    publishing: "보도했나 보도했나요 실었나 게재했나",
    quoting: "인용되었나 인용됐나 인용되었나요",
    copying: "베꼈나 베꼈나요 복사했나 누락했나 뺐나",
    taking: "부인했나 부인했나요 인정했나 인정했나요 시인했나 확인했나",
    unknown: "모르는 알려지지",
    knowing: "",
    lacking: "",
  }),
  words({
    asking: "من متى كم ماذا لماذا أي أية هل ما",
    opening: "",
    counting: "كم عدد",
    saying: "قال قالت قالوا يقول تقول",
    beside: "قد كان كانت أول أولا آخر قبل بعد حسب و في على إلى أن عن هو هي هم لا بشأن حول الذي التي صحيح",
    most: "أكثر الأكثر غالبا",
    outlets: "وسيلة وسائل صحيفة صحف جريدة وكالة وكالات",
    countries: "دولة دول بلد بلدان حكومة حكومات",
    altering: "غير غيرت حرف حرفت عدل عدلت بدل بدلت شوهت",
    publishing: "نشر نشرت طبعت كتبت",
    quoting: "اقتبس اقتباسا نقل",
    copying: "نسخ نسخت حذفت أسقطت",
    taking: "نفى نفت أنكر أنكرت اعترف اعترفت أقر أقرت أكدت",
    unknown: "مجهول المجهول نجهله",
    knowing: "نعرف نعرفه معروف",
    lacking: "لا غير ليس",
  }),
];

/** German verbs of which a part stands at the end: "gab Kim es zu" asks what "zugab" does. @type {[verb: RegExp, part: string][]} */
const SPLIT = [
  [/\b(?:g[ai]bt?|gaben|geben)\b(?=.*\bzu\b)/iu, "zu"],
  [/\bräumt(?:en?)?\b(?=.*\bein\b)/iu, "ein"],
  [/\b(?:wies|wiesen|weist)\b(?=.*\bzurück\b)/iu, "zurück"],
  [/\b(?:stritt|stritten|streitet)\b(?=.*\bab\b)/iu, "ab"],
];

/** A query with these verbs in one word. @param {string} query */
export const joinSplitVerbs = (query) => {
  for (const [verb, part] of SPLIT) {
    const [found] = query.match(verb) ?? [];
    if (!found || !wordsOf(query).some((it) => LANGUAGES[1].asking.has(it))) continue;
    const whole = { zu: "zugab", ein: "einräumte", zurück: "zurückwies", ab: "abstritt" }[part] ?? found;
    return query
      .replace(verb, whole)
      .replace(new RegExp(`\\s${part}(?![\\p{L}\\p{N}])(?!.*\\s${part}(?![\\p{L}\\p{N}]))`, "u"), "");
  }
  return query;
};

/** The words of a query as they are compared. WHO in capitals is a name. @param {string} query */
const wordsOf = (query) =>
  query
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((it) => it && it !== "WHO")
    .map(foldText);

/** The word lists of a language that do not count as search words. @param {Words} of */
const lists = ({ asking, counting, saying, beside }) => [asking, counting, saying, beside];

/**
 * The question in a query of several words, read in the language that knows most of them; null if it is not a question.
 * @param {string} query
 */
export const parseQuestion = (query) => {
  const all = wordsOf(query);
  if (all.length < 2) return null;
  const marked = /[?¿؟]/u.test(query);
  const [of] = LANGUAGES.filter(
    ({ asking, opening }) => marked || opening.has(all[0]) || all.some((it) => asking.has(it)),
  )
    .map((it) => ({ it, own: all.filter((word) => lists(it).some((some) => some.has(word))).length }))
    .sort((one, other) => other.own - one.own)
    .map(({ it }) => it);
  if (!of) return null;
  /** @param {Set<string>} some */
  const has = (some) => all.some((it) => some.has(it));
  return {
    /** Whether it asks for a number. */
    counts: has(of.counting),
    /** Whether it asks what was said, or who said it. */
    says: has(of.saying),
    /** The page about the whole archive that may answer it. */
    whole: Object.entries(of.whole).find(([, some]) => some.every(has))?.[0],
    /** Whether a word does not count as a search word. @param {string} word */
    leaves: (word) => {
      const parts = wordsOf(word);
      return parts.length > 0 && parts.every((it) => lists(of).some((some) => some.has(it)));
    },
  };
};
