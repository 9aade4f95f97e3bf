-- The evidence of a mention is its span: the words at it must be the trigger.
with articles as (
    select
        article_id,
        body
    from {{ touched_of(ref('dim_articles'), 'article_id') }}
)

select
    mentions.mention_id,
    mentions.trigger_text,
    substring(articles.body, mentions.char_start + 1, mentions.char_end - mentions.char_start) as text_at_span
from {{ touched_of(ref('fct_event_mentions'), 'article_id') }} as mentions
inner join articles
    on mentions.article_id = articles.article_id
where substring(articles.body, mentions.char_start + 1, mentions.char_end - mentions.char_start) <> mentions.trigger_text
