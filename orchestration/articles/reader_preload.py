"""Imported once by the process that the readers of files are forked from: what the first file would otherwise wait for."""

from orchestration.articles.article_rows import warm_up

warm_up()
