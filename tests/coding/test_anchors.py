"""Local news that names no country is read; a story in words of war about nobody is not."""

from orchestration.coding.coder import RuleCoder
from orchestration.language.pipeline import Parser
from tests.coding.sentences import mentions_of

LOCAL_NEWS = """Three dealers held in raid on bus stand

Police arrested three suspected dealers in a raid on the bus stand on Sunday night and seized 40 packets of heroin. \
The three were produced before a magistrate, who sent them to jail. Their relatives blocked the bypass for an hour, and \
officers used batons to drive them off. Two constables were hurt by bricks. A case has been filed at the police station, \
said its officer in charge."""
STORY = """The war on the weeds

The bindweed has launched its spring offensive, and by Sunday it had occupied the lower bed. The roses came under attack \
from greenfly on Monday. We struck back with soap, killed dozens and drove the rest into the hedge. The ants retaliated at \
once and seized the compost heap. A truce with the slugs collapsed within the hour, and the lettuces surrendered without a \
fight. Reinforcements arrive next week."""


def test_local_news_without_a_country_is_read(parser: Parser, coder: RuleCoder) -> None:
    found = {mention.trigger_text for mention in mentions_of(LOCAL_NEWS, parser, coder)}
    assert {"arrested", "blocked"} <= found


def test_a_story_about_nobody_is_not(parser: Parser, coder: RuleCoder) -> None:
    assert mentions_of(STORY, parser, coder) == []
