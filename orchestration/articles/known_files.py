"""What ingest knows of the landing folder, for itself and for those who ask whether there is anything new in it."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing

from orchestration.articles.article_index import ArticleIndex, index_path
from orchestration.articles.landing import Landing, scan_landing
from orchestration.articles.landing_folders import FolderMark, folder_of
from orchestration.quarantine import files_to_retry
from orchestration.settings import Settings


class KnownFiles:
    """What the index has of the landing folder; what is to be read anew is looked at as if it were new."""

    def __init__(self, index: ArticleIndex, retried: Collection[str]) -> None:
        self._index = index
        self._retried = {*retried, *index.files_beside(retried)}
        self._folders = {folder_of(name) for name in self._retried}

    def folder_marks(self) -> Mapping[str, FolderMark]:
        return {name: mark for name, mark in self._index.folder_marks().items() if name not in self._folders}

    def file_stamps(self, names: Sequence[str]) -> Mapping[str, str]:
        return self._index.file_stamps(name for name in names if name not in self._retried)


def look_for_new_files(settings: Settings) -> Landing:
    """One look through the landing folder, in which the files that ingest has read are only counted.

    Without an index, or with one that ingest will make anew, all files are new. Raises FileNotFoundError when the folder is
    missing.
    """
    path = index_path(settings)
    if path.is_file():
        try:
            with closing(ArticleIndex(path)) as index:
                known = KnownFiles(index, files_to_retry(settings))
                return scan_landing(settings.landing_dir, settings.rest_seconds, known)
        except sqlite3.DatabaseError:
            pass
    return scan_landing(settings.landing_dir, settings.rest_seconds)
