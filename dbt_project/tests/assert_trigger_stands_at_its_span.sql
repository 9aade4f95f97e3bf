-- The evidence of a mention is its span: the words at it must be the trigger.
select
    mentions.mention_id,
    mentions.trigger_text,
    substring(articles.body, mentions.char_start + 1, mentions.char_end - mentions.char_start) as text_at_span
from {{ ref('fct_event_mentions') }} as mentions
inner join {{ ref('dim_articles') }} as articles
    on mentions.article_id = articles.article_id
where substring(articles.body, mentions.char_start + 1, mentions.char_end - mentions.char_start) <> mentions.trigger_text
