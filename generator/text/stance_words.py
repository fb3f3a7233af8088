"""Words that express a stance on a claim: denied, refused to comment, took back.

On the annotating page, selecting such words in the text fills in the stance. The search uses them to answer questions
such as "who denied it?" with the claims on which somebody took that stance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache


@cache
def stance_words() -> Mapping[str, Mapping[str, list[str]]]:
    """By language (ISO 639-1) and stance, words and phrases in lower case. Under `not` are words that make it
    impossible to read a stance from the word after them."""
    return {
        language: {stance: [it.strip() for it in words.split(",")] for stance, words in told.items()}
        for language, told in _STANCE_WORDS.items()
    }


def query_words() -> Iterator[tuple[str, str, str]]:
    """The words and phrases with which readers ask about stances, each with its language and stance. Words that merely
    report speech are left out, since they occur everywhere."""
    for language, told in stance_words().items():
        for stance, words in told.items():
            if stance not in ("asserts", "not"):
                more = _QUERY_WORDS.get(language, {}).get(stance, "")
                yield from ((word, language, stance) for word in [*words, *filter(None, more.split(", "))])


_QUERY_WORDS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "confirms": "bestätigen, zugeben, zugab, zugaben, einräumen, einräumte, einräumten, eingestanden",
        "denies": "bestreiten, dementieren, dementierten, leugnen, geleugnet, verneinen, zurückweisen, zurückwies, zurückwiesen, abstritt, abgestritten",
        "declines": "nicht äußern",
        "retracts": "zurücknehmen, zurücknahm, widerrufen",
        "doubts": "bezweifeln, zweifeln, bezweifelten",
    },
    "fr": {
        "confirms": "confirmer, reconnaître, reconnue, admettre, avouer",
        "denies": "nier, démentir, rejeter, contester, réfuter, nient",
        "retracts": "se rétracter",
        "doubts": "douter, douté",
    },
    "es": {
        "confirms": "confirmar, reconocer, reconocido, admitir, admitido, confirmaron, reconocieron, admitieron",
        "denies": "negar, negaron, desmentir, desmentido, desmintieron, rechazar, rechazaron",
        "retracts": "retractarse",
        "doubts": "dudar, dudaron",
    },
    "ru": {
        "confirms": "подтвердить, признать, признало, признались, признался",
        "denies": "отрицало, отрицают, отрицать, опровергло, опровергнуть",
        "doubts": "сомневались, сомневалась",
    },
    "uk": {
        "confirms": "підтвердити, підтвердило, визнати, визнало, зізнався",
        "denies": "заперечувати, заперечував, заперечувала, заперечували, заперечують, заперечило, спростувати, спростувало",
        "doubts": "сумнівався, сумнівалася, сумнівалися",
    },
    "ko": {
        "confirms": "확인했나요, 확인했습니까, 인정했나요, 인정했습니까, 인정했는가, 시인했나요, 시인했습니까, 시인했는가",
        "denies": "부인했나요, 부인했습니까, 부인했는가, 부정했나, 부정했나요, 부정했습니까, 반박했나요",
        "doubts": "의심했나, 의심했나요",
    },
    "ar": {
        "confirms": "اعترفوا, أقروا, أكدوا",
        "denies": "نفوا, أنكروا, نفي",
    },
}
"""Forms that occur in questions, but rarely where an article says who took which stance."""

_STANCE_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "asserts": "say, says, said, saying, state, states, stated, stating, claim, claims, claimed, claiming, assert, asserts, asserted, "
        "asserting, insist, insists, insisted, insisting, maintain, maintains, maintained, declare, declares, declared, announce, announces, "
        "announced, allege, alleges, alleged, report, reports, reported, told, wrote, argues, argued",
        "confirms": "confirm, confirms, confirmed, confirming, acknowledge, acknowledges, acknowledged, acknowledging, admit, admits, admitted, "
        "admitting, concede, concedes, conceded, recognised, recognized, verified",
        "denies": "deny, denies, denied, denying, reject, rejects, rejected, rejecting, dismiss, dismisses, dismissed, dismissing, refute, "
        "refutes, refuted, repudiate, repudiates, repudiated, rebuffed, rebutted, disputed, disputes",
        "declines": "decline to comment, declines to comment, declined to comment, declining to comment, refuse to comment, refuses to comment, "
        "refused to comment, declined to say, declined to confirm or deny, refused to say, refused to confirm or deny, would not comment, "
        "would not say, did not comment, did not respond, neither confirmed nor denied, no comment, decline, declines, declined",
        "retracts": "retract, retracts, retracted, retracting, withdraw, withdraws, withdrew, withdrawn, take back, takes back, took back, "
        "taken back, recant, recants, recanted, walked back, backtracked, disavowed",
        "doubts": "doubt, doubts, doubted, doubting, question, questions, questioned, questioning, cast doubt on, casts doubt on, sceptical, "
        "skeptical",
        "not": "not, never, no, nobody, neither, nor, without",
    },
    "de": {
        "asserts": "sagt, sagte, gesagt, behauptet, behauptete, erklärt, erklärte, versichert, versicherte, betont, betonte, teilte mit, "
        "meldet, meldete, schrieb",
        "confirms": "bestätigt, bestätigte, räumt ein, räumte ein, eingeräumt, gibt zu, gab zu, zugegeben, gestand",
        "denies": "bestreitet, bestritt, bestritten, dementiert, dementierte, leugnet, leugnete, verneint, verneinte, wies zurück, weist zurück, "
        "zurückgewiesen",
        "declines": "wollte sich nicht äußern, wollte nicht sagen, lehnte eine stellungnahme ab, kein kommentar, äußerte sich nicht",
        "retracts": "nahm zurück, zurückgenommen, widerrief, widerrufen, zog zurück",
        "doubts": "bezweifelt, bezweifelte, zweifelt, zweifelte, stellte infrage",
        "not": "nicht, nie, niemals, kein, keine, niemand, weder",
    },
    "fr": {
        "asserts": "dit, a dit, affirme, affirmé, affirma, déclare, déclaré, assure, assuré, soutient, prétend, annonce, annoncé, écrit",
        "confirms": "confirme, confirmé, confirma, reconnaît, reconnu, admet, admis, avoue, avoué",
        "denies": "nie, nié, dément, démenti, rejette, rejeté, conteste, contesté, réfute, réfuté",
        "declines": "a refusé de commenter, refuse de commenter, n’a pas souhaité commenter, n'a pas souhaité commenter, s’est refusé à tout "
        "commentaire, s'est refusé à tout commentaire",
        "retracts": "retire, retiré, se rétracte, s’est rétracté, s'est rétracté, est revenu sur",
        "doubts": "doute, met en doute, mis en doute",
        "not": "ne, n, pas, jamais, aucun, aucune, ni, sans",
    },
    "es": {
        "asserts": "dice, dijo, afirma, afirmó, declara, declaró, asegura, aseguró, sostiene, sostuvo, anuncia, anunció, escribió",
        "confirms": "confirma, confirmó, confirmado, reconoce, reconoció, admite, admitió",
        "denies": "niega, negó, negado, desmiente, desmintió, rechaza, rechazó, refuta, refutó",
        "declines": "se negó a comentar, rehusó comentar, declinó comentar, no quiso comentar, sin comentarios",
        "retracts": "retira, retiró, se retracta, se retractó, se desdijo",
        "doubts": "duda, dudó, pone en duda, puso en duda, cuestiona, cuestionó",
        "not": "no, nunca, jamás, ni, sin, nadie",
    },
    "ru": {
        "asserts": "сказал, сказала, заявил, заявила, заявили, заявляет, утверждает, утверждал, утверждала, сообщил, сообщила, сообщили, написал",
        "confirms": "подтвердил, подтвердила, подтвердили, подтверждает, признал, признала, признали, признает",
        "denies": "отрицает, отрицал, отрицала, отрицали, опроверг, опровергла, опровергли, опровергает, отверг, отвергла, отвергли",
        "declines": "отказался комментировать, отказалась комментировать, отказались комментировать, отказался от комментариев, "
        "не стал комментировать, не стала комментировать, не стали комментировать, без комментариев",
        "retracts": "отозвал, отозвала, взял назад, дезавуировал, отказался от своих слов",
        "doubts": "усомнился, усомнилась, сомневается, сомневался, поставил под сомнение",
        "not": "не, ни, никогда, никто, нет",
    },
    "uk": {
        "asserts": "сказав, сказала, заявив, заявила, заявили, заявляє, стверджує, стверджував, повідомив, повідомила, повідомили, написав",
        "confirms": "підтвердив, підтвердила, підтвердили, підтверджує, визнав, визнала, визнали, визнає",
        "denies": "заперечує, заперечив, заперечила, заперечили, спростував, спростувала, спростували, відкинув, відкинула",
        "declines": "відмовився коментувати, відмовилася коментувати, відмовились коментувати, не став коментувати, без коментарів",
        "retracts": "відкликав, відкликала, взяв назад, відмовився від своїх слів",
        "doubts": "засумнівався, засумнівалася, сумнівається, поставив під сумнів",
        "not": "не, ні, ніколи, ніхто, немає",
    },
    "ko": {
        "asserts": "말했다, 밝혔다, 주장했다, 강조했다, 전했다, 보도했다, 발표했다, 언급했다, 주장한다",
        "confirms": "확인했다, 확인했나, 확인한다, 인정했다, 인정했나, 인정한다, 인정하다, 시인했다, 시인했나, 시인하다, 시인, 인정",
        "denies": "부인했다, 부인했나, 부인한다, 부인하다, 부인, 부정했다, 반박했다, 반박했나, 일축했다, 일축했나",
        "declines": "언급을 거부했다, 논평을 거부했다, 언급을 피했다, 답변을 거부했다, 논평하지 않았다",
        "retracts": "철회했다, 철회했나, 철회하다, 번복했다, 번복했나",
        "doubts": "의심했다, 의심한다, 의문을 제기했다, 의구심을 나타냈다",
        "not": "안, 못, 결코, 아무도",
    },
    "ar": {
        "asserts": "قال, قالت, صرح, صرحت, أعلن, أعلنت, ذكر, ذكرت, زعم, زعمت, شدد, شددت, كتب, كتبت",
        "confirms": "أكد, أكدت, يؤكد, تؤكد, اعترف, اعترفت, يعترف, تعترف, أقر, أقرت, يقر, تقر",
        "denies": "نفى, نفت, ينفي, تنفي, أنكر, أنكرت, ينكر, تنكر, كذب, كذبت, دحض, دحضت",
        "declines": "رفض التعليق, رفضت التعليق, امتنع عن التعليق, امتنعت عن التعليق, لا تعليق",
        "retracts": "تراجع عن, تراجعت عن, سحب, سحبت",
        "doubts": "شكك, شككت, يشكك, تشكك",
        "not": "لا, لم, لن, ليس, ليست, ما",
    },
}
