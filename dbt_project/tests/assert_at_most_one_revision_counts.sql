-- Of the revisions of one article at most one is current.
select canonical_article_id
from {{ ref('dim_articles') }}
where is_current
group by canonical_article_id
having count(*) > 1
