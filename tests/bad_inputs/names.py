"""What lies in the folder and is no file, or has a name that ought to do no harm."""

import os
import random
import socket
from pathlib import Path

from tests.bad_inputs.case import Case, refused, repaired, story


def cases(rng: random.Random) -> list[Case]:
    found = [
        refused("passwords.txt", "not_a_file", lambda path: path.symlink_to("/etc/passwd")),
        refused("endless.txt", "not_a_file", lambda path: path.symlink_to("/dev/zero")),
        refused("everything", "not_a_file", lambda path: path.symlink_to("/")),
        refused("nowhere.txt", "not_a_file", lambda path: path.symlink_to("missing.txt")),
        refused("loop.txt", "not_a_file", lambda path: path.symlink_to("loop.txt")),
        refused("pipe.txt", "not_a_file", os.mkfifo),
        refused("socket.txt", "not_a_file", _socket),
        refused("no_ending", "unsupported_format", b"MZ words"),
        refused("program.exe", "unsupported_format", b"MZ words"),
        refused("film.mp4", "unsupported_format", b"\x00\x00\x00\x18ftypmp42"),
        refused("sheet.xlsx", "unsupported_format", b"sheet"),
        refused("line\nend.json", "broken_json", b"{"),
        refused("colour\x1b[31m.json", "broken_json", b"{"),
        refused("gnp.\u202ejson.json", "broken_json", b"{"),
        refused("formula =cmd|calc.json", "broken_json", b"{"),
        refused("'; drop table articles; --.json", "broken_json", b"{"),
        refused("<script>alert(1)<script>.json", "broken_json", b"{"),
        refused("новини 新聞 خبر.json", "broken_json", b"{"),
        refused("e\u0301.json", "broken_json", b"{"),
        refused(f"{'long' * 60}.json", "broken_json", b"{"),
        refused(f"{'deep/' * 200}a.json", "broken_json", b"{"),
        refused(os.fsdecode(b"no\xff\xfeutf8.json"), "broken_json", b"{"),
        refused("folder.txt/a.json", "broken_json", b"{"),
        repaired("UPPER.TXT", story(rng).encode()),
        repaired("two.endings.txt.html", f"<html><body><h1>Attack</h1><p>{story(rng)}</p></body></html>".encode()),
        repaired("page.txt", f"<html><body><h1>Attack</h1><p>{story(rng)}</p></body></html>".encode(), "", "<"),
        repaired("object.html", f'{{"title": "Attack", "text": "{story(rng)}"}}'.encode(), "", "{"),
        Case("half.txt.part", story(rng).encode(), waiting="temporary_name"),
        Case("half.html.crdownload", b"<html>", waiting="temporary_name"),
        Case("~lock.txt", b"", waiting="temporary_name"),
        Case(".hidden.txt", story(rng).encode(), waiting="hidden"),
        Case("gone.txt.done", b"", waiting="marker_alone"),
    ]
    if os.geteuid():  # nothing is closed to root
        found.append(refused("closed.txt", "unreadable", lambda path: path.touch(mode=0)))
    return found


def _socket(path: Path) -> None:
    """A socket's address may be no longer than 100 characters: it is made in its own folder."""
    back = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path.name)
    finally:
        os.chdir(back)
