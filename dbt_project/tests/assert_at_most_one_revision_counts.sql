-- Of the revisions of one article at most one is current.
with touched as (
    select canonical_article_id
    from {{ touched_of(ref('dim_articles'), 'article_id') }}
)

select canonical_article_id
from {{ ref('dim_articles') }}
where is_current and canonical_article_id in (select touched.canonical_article_id from touched)
group by canonical_article_id
having count(*) > 1
