"""Clauses whose subject, verb or object the parser gave to a neighbour: who did it to whom is told all the same."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser
from tests.coding.sentences import mentions_of


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Islamist militants riding motorcycles overran a post in Niger on Monday.", "overran", ["NER REB"], ["NER"]),
        ("Gunmen carrying rifles stormed a prison in Port-au-Prince.", "stormed", ["HTI REB"], ["HTI GOV"]),
        ("Rebels allied with Rwanda attacked a village in Burundi.", "attacked", ["BDI REB"], ["BDI"]),
        ("Hackers linked to Russia crippled hospitals in Romania.", "crippled", ["RUS"], ["ROU MED"]),
        ("The rebels, allied with Rwanda, seized Goma.", "seized", ["COD REB"], []),
        ("Militants opened fire as pilgrims boarded a bus in Reasi.", "opened fire", ["IND REB"], []),
        ("The bomber struck as police patrolled Quetta.", "struck", ["PAK REB"], []),
        ("Armed men abducted three WHO workers in Aden.", "abducted", ["YEM UAF"], ["IGO UNO"]),
        ("Turkey rejected the report, called it biased and summoned the Dutch envoy.", "summoned", ["TUR"], ["NLD GOV"]),
        ("Soldiers shot dead three protesters in Lagos and wounded nine.", "shot dead", ["NGA MIL"], ["NGA CVL"]),
        ("WFP airdropped rations in Sudan.", "airdropped", ["IGO UNO"], []),
        ("In 1999 NATO bombed Serbia for 78 days.", "bombed", ["IGO NAT"], ["SRB"]),
        ("Members of the Gran Grif gang set fire to houses in Haiti.", "set fire", ["HTI CRM"], ["HTI"]),
        ("The Knesset approved, by 62 votes to 55, a law on the courts.", "approved", ["ISR LEG"], []),
        ("Hamas fired rockets and Israel responded with air raids on Gaza.", "air raids", ["ISR"], []),
        ("Israel responded on Monday with a wave of strikes in southern Lebanon.", "strikes", ["ISR"], []),
        ("Iran retaliated by firing missiles at a base in Iraq.", "firing missiles", ["IRN"], ["IRQ"]),
        ("ALMATY, Jan 7 - Russia sent paratroopers to Kazakhstan on Thursday.", "sent", ["RUS"], []),
        ("Brussels imposed sanctions on Belarus on Friday.", "imposed sanctions", ["IGO EUU"], ["BLR"]),
        ("Police in Brussels arrested 40 protesters on Sunday.", "arrested", ["BEL COP"], ["BEL CVL"]),
    ],
)
def test_who_did_it_to_whom(
    text: str, trigger: str, actors: list[str], recipients: list[str], parser: Parser, coder: RuleCoder
) -> None:
    mentions = mentions_of(text, parser, coder)
    [mention] = [found for found in mentions if found.trigger_text == trigger]
    codes = {role: [p.code for p in mention.participants if p.role == role and p.code] for role in ("actor", "recipient")}
    assert (codes["actor"], codes["recipient"]) == (actors, recipients)


def test_an_answer_is_told_once(parser: Parser, coder: RuleCoder) -> None:
    article = ParsedArticle("test", parser.parse("The army of Sudan responded with artillery fire on Bieh.", 0), "2025-03-12")
    assert [mention.trigger_text for mention in coder.code(article).event_mentions] == ["artillery fire"]
